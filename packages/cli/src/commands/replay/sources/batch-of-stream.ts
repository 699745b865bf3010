import {
  GetRecordsCommand,
  GetShardIteratorCommand,
  type KinesisClient,
} from '@aws-sdk/client-kinesis';
import type { JsonObject } from '@logdrive/log-stream';
import { InputError } from '../../../errors.ts';
import { isObject, textIn } from '../../../records/json-object.ts';
import { awsError } from './aws-error.ts';

/** The part of a stream that Lambda gave up, as a message of its on-failure destination names it. */
interface LostBatch {
  streamArn: string;
  shardId: string;
  first: string;
  last: string;
}

/** @throws InputError when it names sequence numbers that are none */
function lostBatch(document: JsonObject): LostBatch | undefined {
  const { KinesisBatchInfo: info, requestContext } = document;
  if (!isObject(info) || !isObject(requestContext)) return undefined;
  const streamArn = textIn(info, 'streamArn');
  const shardId = textIn(info, 'shardId');
  const first = textIn(info, 'startSequenceNumber');
  const last = textIn(info, 'endSequenceNumber');
  if (!streamArn || !shardId || !first || !last) return undefined;
  for (const number of [first, last]) {
    if (!/^\d+$/.test(number))
      throw new InputError(`KinesisBatchInfo: "${number}" is no sequence number`);
  }
  return { streamArn, shardId, first, last };
}

/**
 * The invocation that a message of an on-failure destination tells of, put together again: SQS and SNS
 * get only the sequence numbers, the records are fetched from the stream while they are there.
 *
 * @returns undefined for a document that tells of none, or that has the invocation in it
 * @throws InputError when records are no longer in the stream, or it does not name them rightly
 */
export async function refetched(
  client: KinesisClient,
  document: JsonObject,
): Promise<JsonObject | undefined> {
  const lost = lostBatch(document);
  if (lost === undefined || Object.hasOwn(document, 'payload')) return undefined;
  const records = await fetchRecords(client, lost);
  return { ...document, payload: { Records: records } };
}

async function fetchRecords(client: KinesisClient, lost: LostBatch): Promise<JsonObject[]> {
  const { streamArn, shardId, first, last } = lost;
  const what = `${shardId} of ${streamArn}`;
  const failed = (error: unknown) => {
    throw awsError(what, error);
  };
  const start = new GetShardIteratorCommand({
    StreamARN: streamArn,
    ShardId: shardId,
    ShardIteratorType: 'AT_SEQUENCE_NUMBER',
    StartingSequenceNumber: first,
  });
  let { ShardIterator: iterator } = await client.send(start).catch(failed);
  const records: JsonObject[] = [];
  while (iterator !== undefined) {
    const command = new GetRecordsCommand({ ShardIterator: iterator, StreamARN: streamArn });
    const page = await client.send(command).catch(failed);
    for (const record of page.Records ?? []) {
      const sequenceNumber = record.SequenceNumber ?? '';
      if (BigInt(sequenceNumber) > BigInt(last)) break;
      records.push(lambdaRecord(record, lost));
      if (sequenceNumber === last) return complete(records, lost, what);
    }
    if (page.MillisBehindLatest === 0 && (page.Records ?? []).length === 0) break;
    iterator = page.NextShardIterator;
  }
  return complete(records, lost, what);
}

/** Kinesis answers with the oldest record that is left when the one asked for has expired. */
function complete(records: JsonObject[], { first, last }: LostBatch, what: string): JsonObject[] {
  const numbers = records.map(({ kinesis }) => (kinesis as JsonObject).sequenceNumber);
  if (numbers[0] === first && numbers.at(-1) === last) return records;
  throw new InputError(`${what}: the records from ${first} on are no longer in the stream`);
}

interface Fetched {
  SequenceNumber?: string | undefined;
  PartitionKey?: string | undefined;
  Data?: Uint8Array | undefined;
  ApproximateArrivalTimestamp?: Date | undefined;
}

function lambdaRecord(record: Fetched, { streamArn, shardId }: LostBatch): JsonObject {
  return {
    eventSource: 'aws:kinesis',
    eventID: `${shardId}:${record.SequenceNumber}`,
    eventSourceARN: streamArn,
    awsRegion: streamArn.split(':')[3],
    kinesis: {
      sequenceNumber: record.SequenceNumber,
      partitionKey: record.PartitionKey,
      data: Buffer.from(record.Data ?? []).toString('base64'),
      approximateArrivalTimestamp: (record.ApproximateArrivalTimestamp?.getTime() ?? 0) / 1000,
    },
  };
}
