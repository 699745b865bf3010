import type { _Record as StreamRecord } from '@aws-sdk/client-kinesis';
import { kinesisRecord, type LambdaKinesisRecord } from '@logdrive/log-stream/testing';

/** A record as GetRecords gives it, in the form in which Lambda hands it to a function. */
export function lambdaRecord(
  { Data, SequenceNumber, PartitionKey, ApproximateArrivalTimestamp }: StreamRecord,
  { shard, streamArn }: { shard: string; streamArn: string },
): LambdaKinesisRecord {
  const [, , , region = '', account = '', resource = ''] = streamArn.split(':');
  return kinesisRecord({
    data: Buffer.from(Data ?? []),
    sequenceNumber: SequenceNumber ?? '',
    partitionKey: PartitionKey ?? '',
    arrivedMs: ApproximateArrivalTimestamp?.getTime() ?? 0,
    shard: Number(shard.slice('shardId-'.length)),
    stream: resource.slice('stream/'.length),
    account,
    region,
  });
}
