import type { LambdaKinesisRecord } from '../factories.ts';

/** Records that Lambda gives up. */
export interface DiscardedBatch {
  shard: string;
  records: readonly LambdaKinesisRecord[];
  condition: 'RetryAttemptsExhausted' | 'RecordAgeExceeded';
  invocations: number;
}

/** Whose batch it was. */
export interface FailureSource {
  /** UUID of the event source mapping. */
  mapping: string;
  functionArn: string;
}

/**
 * What Lambda writes to an on-failure destination: SQS and SNS get the metadata alone, S3 gets
 * `payload` beside it, the whole invocation as JSON text.
 *
 * @param id a UUID: the request's, and the last part of the object's key
 * @see https://docs.aws.amazon.com/lambda/latest/dg/kinesis-on-failure-destination.html
 */
export function failureDocument(
  batch: DiscardedBatch,
  { functionArn }: FailureSource,
  id: string,
  nowMs: number,
) {
  const [first] = batch.records;
  const last = batch.records.at(-1);
  const metadata = {
    requestContext: {
      requestId: id,
      functionArn,
      condition: batch.condition,
      approximateInvokeCount: batch.invocations,
    },
    responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
    version: '1.0',
    timestamp: new Date(nowMs).toISOString(),
    KinesisBatchInfo: {
      shardId: batch.shard,
      startSequenceNumber: first?.kinesis.sequenceNumber,
      endSequenceNumber: last?.kinesis.sequenceNumber,
      approximateArrivalOfFirstRecord: arrival(first),
      approximateArrivalOfLastRecord: arrival(last),
      batchSize: batch.records.length,
      streamArn: first?.eventSourceARN,
    },
  };
  return { metadata, payload: JSON.stringify({ Records: batch.records }) };
}

/** `aws/lambda/<mapping>/<shard>/YYYY/MM/DD/YYYY-MM-DDTHH.MM.SS-<uuid>` */
export function failureObjectKey(
  { shard }: DiscardedBatch,
  { mapping }: FailureSource,
  id: string,
  nowMs: number,
): string {
  const [date = '', time = ''] = new Date(nowMs).toISOString().split('T');
  const moment = `${date}T${time.slice(0, 8).replaceAll(':', '.')}`;
  return `aws/lambda/${mapping}/${shard}/${date.replaceAll('-', '/')}/${moment}-${id}`;
}

function arrival(record: LambdaKinesisRecord | undefined): string | undefined {
  if (record === undefined) return undefined;
  return new Date(record.kinesis.approximateArrivalTimestamp * 1000).toISOString();
}
