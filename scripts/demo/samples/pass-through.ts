import {
  createConform,
  createLogTypeFilter,
  decodeBatch,
  partitionTimeIn,
  type SchemaKeys,
} from '@logdrive/log-stream';
import { kinesisRecord } from '@logdrive/log-stream/testing';
import type { Ledger } from '../account/ledger.ts';
import type { OutgoingRecord } from '../events.ts';

/**
 * Carries one record through decoding and schema, without a cloud, and enters what it sends and what
 * comes out in the ledger. For the tests of samples.
 *
 * @returns how many events were filtered
 */
export function passThrough(
  { data, events: sent }: OutgoingRecord,
  { keys, wanted, ledger }: { keys: SchemaKeys; wanted: readonly string[]; ledger: Ledger },
): number {
  for (const event of sent) ledger.send(event);
  const conform = createConform({ keys, timeZone: 'UTC', wants: createLogTypeFilter(wanted) });
  const partitionTime = partitionTimeIn('UTC');
  const { events, rejects } = decodeBatch([kinesisRecord({ data })]);
  const answers = events.map(conform);
  for (const answer of [...answers, ...rejects]) {
    if (answer === undefined) continue;
    if ('reason' in answer) ledger.quarantine(answer.bytes, answer.reason);
    else ledger.deliver(answer.bytes, `log_type=${answer.logType}/${partitionTime(answer.timeMs)}`);
  }
  return answers.filter((answer) => answer === undefined).length;
}
