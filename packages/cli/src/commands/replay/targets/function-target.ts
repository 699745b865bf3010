import { crc32 } from 'node:zlib';
import { InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import { createDeadline, type KinesisStreamRecord, retry, shardOf } from '@logdrive/log-stream';
import { isObject, parseObject } from '../../../records/json-object.ts';
import type { Answer, Outgoing, Target } from './target.ts';

const patienceMs = 300_000;
const mebibyte = 1024 * 1024;

/** The function has not taken all of a call. */
class NotTakenError extends Error {
  override readonly name = 'NotTakenError';
}

/**
 * Events into the sink of a function that reads a stream, by calling it as Lambda would: with its own
 * settings, permissions and quarantine. It is asked again for what it hands back.
 */
export function functionTarget(client: LambdaClient, name: string): Target {
  return {
    // Lambda takes 6 MB, in which data is base64, and what is said of a record has some 600 bytes.
    most: { events: 2_500, bytes: 3 * mebibyte },
    async send(events) {
      const end = Date.now() + patienceMs;
      const deadline = createDeadline(() => end - Date.now());
      const records = recordsOf(events);
      let taken = 0;
      const attempt = async () => {
        taken += await invoke(client, name, records.slice(taken));
        if (taken < events.length) throw new NotTakenError('the function hands events back');
      };
      const isRetryable = (error: unknown) => error instanceof NotTakenError;
      const why = await retry(attempt, { deadline, isRetryable, maxMs: 20_000 }).then(
        () => '',
        (error: Error) => error.message,
      );
      const answer = (_: Outgoing, index: number): Answer =>
        index < taken ? { status: 'taken' } : { status: 'again', why };
      return events.map(answer);
    },
  };
}

/** @returns how many of the records, from the first on, the function has taken */
async function invoke(
  client: LambdaClient,
  name: string,
  records: readonly KinesisStreamRecord[],
): Promise<number> {
  const payload = JSON.stringify({ Records: records });
  const command = new InvokeCommand({ FunctionName: name, Payload: payload });
  const { FunctionError: failure, Payload: answer } = await client.send(command);
  if (failure !== undefined) throw new NotTakenError(`the function fails: ${failure}`);
  const failures = parseObject(Buffer.from(answer ?? []).toString())?.batchItemFailures;
  if (!Array.isArray(failures)) throw new Error('the function is none that reads a stream');
  if (failures.length === 0) return records.length;
  const first = isObject(failures[0]) ? failures[0].itemIdentifier : undefined;
  return Math.max(
    0,
    records.findIndex(({ kinesis }) => kinesis.sequenceNumber === first),
  );
}

/**
 * Events as records of a stream. Several may have stood in one record, and a function that got them
 * under its sequence number could neither say which of them it hands back nor remember which it has
 * delivered. So each has ten digits more, which come of its log id and are the same in every run.
 */
function recordsOf(events: readonly Outgoing[]): KinesisStreamRecord[] {
  const used = new Set<string>();
  return events.map(({ event, partitionKey }) => {
    const { record, logId, bytes } = event;
    let sequenceNumber: string;
    let number = crc32(logId);
    do {
      sequenceNumber = record.kinesis.sequenceNumber + String(number).padStart(10, '0');
      number += 1;
    } while (used.has(sequenceNumber));
    used.add(sequenceNumber);
    const data = bytes.toString('base64');
    return {
      ...record,
      eventID: `${shardOf(record)}:${sequenceNumber}`,
      eventSource: 'aws:kinesis',
      eventVersion: '1.0',
      eventName: 'aws:kinesis:record',
      kinesis: {
        ...record.kinesis,
        ...{ kinesisSchemaVersion: '1.0', sequenceNumber, partitionKey, data },
      },
    };
  });
}
