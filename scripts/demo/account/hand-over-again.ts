import {
  GetRecordsCommand,
  GetShardIteratorCommand,
  type KinesisClient,
  type _Record as StreamRecord,
} from '@aws-sdk/client-kinesis';
import { InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import { kinesisEvent } from '@logdrive/log-stream/testing';
import { lambdaRecord } from '../../local-cloud/mappings/lambda-record.ts';

export interface HandOver {
  kinesis: KinesisClient;
  lambda: LambdaClient;
  functionName: string;
  streamArn: string;
}

interface Batch {
  shard: string;
  first: string;
  last: string;
}

/**
 * Hands the batch that an object came from over to the function once more, as Lambda does after a
 * failure: the object's key says where the batch begins and ends.
 *
 * @returns the function's answer
 * @throws Error when the function throws
 */
export async function handOverAgain(key: string, to: HandOver): Promise<unknown> {
  const [, shard = '', first = '', last = ''] = /-(shardId-\d+)-(\d+)-(\d+)-/.exec(key) ?? [];
  const batch = { shard, first, last };
  const records = await readBatch(batch, to);
  const within = { shard, streamArn: to.streamArn };
  const event = kinesisEvent(records.map((record) => lambdaRecord(record, within)));
  const command = new InvokeCommand({
    FunctionName: to.functionName,
    Payload: JSON.stringify(event),
  });
  const { Payload, FunctionError } = await to.lambda.send(command);
  const answer = Buffer.from(Payload ?? []).toString();
  if (FunctionError !== undefined) throw new Error(answer);
  return JSON.parse(answer);
}

async function readBatch(batch: Batch, { kinesis, streamArn }: HandOver): Promise<StreamRecord[]> {
  const { ShardIterator } = await kinesis.send(
    new GetShardIteratorCommand({
      StreamARN: streamArn,
      ShardId: batch.shard,
      ShardIteratorType: 'AT_SEQUENCE_NUMBER',
      StartingSequenceNumber: batch.first,
    }),
  );
  const records: StreamRecord[] = [];
  let iterator = ShardIterator;
  while (iterator !== undefined && records.at(-1)?.SequenceNumber !== batch.last) {
    const { Records = [], NextShardIterator } = await kinesis.send(
      new GetRecordsCommand({ ShardIterator: iterator, StreamARN: streamArn }),
    );
    if (Records.length === 0) throw new Error(`${batch.shard} ends before ${batch.last}`);
    const end = Records.findIndex(({ SequenceNumber }) => SequenceNumber === batch.last);
    records.push(...Records.slice(0, end < 0 ? undefined : end + 1));
    iterator = NextShardIterator;
  }
  return records;
}
