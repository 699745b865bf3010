import type { Mutant } from './mutant.ts';

const delivery = 'packages/log-stream/src/delivery';
const kinesis = 'packages/log-stream/src/kinesis';

/** Of the shared package. */
export const packageMutants: readonly Mutant[] = [
  {
    name: 'filtered events are not counted',
    file: `${delivery}/intake.ts`,
    from: 'if (answer === undefined) filtered += 1;',
    to: 'if (answer === undefined) filtered += 0;',
    subject: 'kinesis-to-s3',
  },
  {
    name: 'events that break the schema are filtered',
    file: `${delivery}/intake.ts`,
    from: 'else if (isReject(answer)) rejects.push(answer);',
    to: 'else if (isReject(answer)) filtered += 1;',
    subject: 'kinesis-to-es',
  },
  {
    name: 'failure is answered as success',
    file: `${delivery}/account.ts`,
    from: 'failedFrom === undefined ? [] : [{ itemIdentifier: failedFrom }]',
    to: '[] as { itemIdentifier: string }[]',
    subject: 'kinesis-to-s3',
  },
  {
    name: 'the identifier has a bad key name',
    file: `${delivery}/account.ts`,
    from: '[{ itemIdentifier: failedFrom }]',
    to: '[{ itemId: failedFrom } as never]',
    subject: 'subscription',
  },
  {
    name: 'the checkpoint is the record after the one that failed',
    file: `${delivery}/settle-by-record.ts`,
    from: 'const from = records[end]?.kinesis.sequenceNumber;',
    to: 'const from = records[end + 1]?.kinesis.sequenceNumber;',
    subject: 'kinesis-to-es',
  },
  {
    name: 'the last failed record is the checkpoint, not the first',
    file: `${delivery}/settle-by-record.ts`,
    from: 'numbers.reduce((a, b) => Math.min(a, b), otherwise)',
    to: 'numbers.at(-1) ?? otherwise',
    subject: 'subscription',
  },
  {
    name: 'a quarantine that cannot be written is no failure',
    file: `${delivery}/quarantine.ts`,
    from: 'return false;',
    to: 'return true;',
    subject: 'kinesis-to-s3',
  },
  {
    name: 'the quarantine is written after the answer',
    file: `${delivery}/quarantine.ts`,
    from: "await store.putOnce({ key, body, contentType: 'application/gzip' }, deadline);",
    to: "store.putOnce({ key, body, contentType: 'application/gzip' }, deadline).catch(() => {});",
    subject: 'kinesis-to-es',
  },
  {
    name: 'the quarantine keeps the first reject alone',
    file: `${delivery}/quarantine.ts`,
    from: 'const lines = rejects.map(',
    to: 'const lines = rejects.slice(0, 1).map(',
    subject: 'subscription',
  },
  {
    name: '412 is taken as failure',
    file: 'packages/log-stream/src/s3/s3-object-store.ts',
    from: 'if (statusOf(error) === 412) return',
    to: 'if (statusOf(error) === 999) return',
    subject: 'kinesis-to-s3',
  },
  {
    name: 'the key of an object changes with each attempt',
    file: 'packages/log-stream/src/delivery/object-name.ts',
    from: '-$' + '{first}-$' + '{last}-$' + '{checksum}`',
    to: '-$' + '{first}-$' + '{last}-$' + '{checksum}$' + '{Date.now()}`',
    subject: 'kinesis-to-s3',
  },
  {
    name: 'S3: 409, another write under way, is not tried again',
    file: 'packages/log-stream/src/s3/s3-errors.ts',
    from: 'status === 409',
    to: 'status === 999',
    subject: 'kinesis-to-s3',
  },
  {
    name: 'no time is kept back for answering',
    file: `${delivery}/deadline.ts`,
    from: 'Math.max(0, remainingMs() - reserve)',
    to: 'Math.max(0, remainingMs())',
    subject: 'kinesis-to-s3',
  },
  {
    name: 'derived log ids change with each attempt',
    file: 'packages/log-stream/src/schema/log-id.ts',
    from: '{record.eventID}\\n$',
    to: '{record.eventID}\\n$' + '{Date.now()}$',
    subject: 'kinesis-to-es',
  },
  {
    name: 'PutRecords: results are read in the wrong order',
    file: `${kinesis}/send-entries.ts`,
    from: 'const result = results[index];',
    to: 'const result = results[call.length - 1 - index];',
    subject: 'subscription',
  },
  {
    name: 'PutRecords: the whole call is sent again for one record',
    file: `${kinesis}/send-entries.ts`,
    from: 'for (const [error, failed] of failedAlike(call, results)) tryLater(failed, error, queue, sending);',
    to: 'for (const [error] of failedAlike(call, results)) tryLater(call, error, queue, sending);',
    subject: 'subscription',
  },
  {
    name: 'PutRecords: failed entries are forgotten',
    file: `${kinesis}/send-entries.ts`,
    from: 'for (const [error, failed] of failedAlike(call, results)) tryLater(failed, error, queue, sending);',
    to: '',
    subject: 'kinesis-forward',
  },
  {
    name: 'PutRecords: a call without an answer is not tried again',
    file: `${kinesis}/write-error.ts`,
    from: "  'connection',\n  'credentials',\n]);",
    to: "  'credentials',\n]);",
    subject: 'subscription',
  },
];
