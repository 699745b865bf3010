/**
 * What is read of a record that Lambda hands over from a Kinesis stream. `KinesisStreamRecord` of
 * `@types/aws-lambda` has all of it, and so has the plain object of a reader without that package.
 */
export interface KinesisStreamRecord {
  kinesis: {
    /** Base64. */
    data: string;
    sequenceNumber: string;
    partitionKey: string;
    /** Epoch seconds, with a fraction. */
    approximateArrivalTimestamp: number;
  };
  /** `<shard>:<sequence number>` */
  eventID: string;
  /** ARN of the stream, or of the consumer that reads it with enhanced fan-out. */
  eventSourceARN: string;
  awsRegion: string;
}

/**
 * ARN of the stream, whoever reads it: ids and keys must be the same after a change to enhanced fan-out,
 * and the same for two functions that read one stream in different ways. Lambda's documentation does not
 * say which of the two ARNs a record then carries.
 */
export function streamArnOf({ eventSourceARN: arn }: KinesisStreamRecord): string {
  const consumer = arn.indexOf('/consumer/');
  return consumer === -1 ? arn : arn.slice(0, consumer);
}

/** `arn:aws:kinesis:eu-west-1:123456789012:stream/name` -> `name` */
export function streamOf(record: KinesisStreamRecord): string {
  const arn = streamArnOf(record);
  return arn.slice(arn.indexOf('/') + 1);
}

/** `shardId-000000000000:4959...` -> `shardId-000000000000` */
export function shardOf(record: KinesisStreamRecord): string {
  return record.eventID.slice(0, record.eventID.indexOf(':'));
}

/** Lambda gives the arrival in epoch seconds with a fraction. */
export function arrivedMsOf(record: KinesisStreamRecord): number {
  return Math.round(record.kinesis.approximateArrivalTimestamp * 1000);
}
