import { setTimeout as sleep } from 'node:timers/promises';
import { type KinesisClient, PutRecordsCommand } from '@aws-sdk/client-kinesis';
import type { KeyedRecord } from './record-batches.ts';

export interface SendOptions {
  stream: string;
  /** Attempts before giving up. Default 10. */
  attempts?: number;
  /** The first pause in milliseconds; doubles with each attempt. Default 100. */
  pauseMs?: number;
}

/**
 * Sends one PutRecords call and sends again the entries that failed, and only those.
 *
 * @throws Error with the service's words when entries still fail after the last attempt
 */
export async function sendBatch(
  client: Pick<KinesisClient, 'send'>,
  batch: readonly KeyedRecord[],
  { stream, attempts = 10, pauseMs = 100 }: SendOptions,
): Promise<void> {
  let left = batch;
  for (let attempt = 1; ; attempt += 1) {
    const failed = await put(client, stream, left);
    const [first] = failed;
    if (first === undefined) return;
    if (attempt === attempts) {
      throw new Error(`the stream ${stream} refuses ${failed.length} records: ${first.error}`);
    }
    left = failed.map(({ record }) => record);
    await sleep(Math.random() * pauseMs * 2 ** attempt);
  }
}

interface Failed {
  record: KeyedRecord;
  error: string;
}

/** The answer lists an entry for each record, in the order of the request. */
async function put(
  client: Pick<KinesisClient, 'send'>,
  stream: string,
  batch: readonly KeyedRecord[],
): Promise<Failed[]> {
  const Records = batch.map(({ data, partitionKey }) => ({
    Data: data,
    PartitionKey: partitionKey,
  }));
  const answer = await client.send(new PutRecordsCommand({ StreamName: stream, Records }));
  return batch.flatMap((record, index) => {
    const entry = answer.Records?.[index];
    if (entry?.SequenceNumber !== undefined) return [];
    return [{ record, error: `${entry?.ErrorCode}: ${entry?.ErrorMessage}` }];
  });
}
