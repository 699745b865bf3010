import { kinesisRecord } from '../factories.ts';
import { failureDocument, failureObjectKey } from './discarded-batch.ts';

const records = ['1', '2'].map((sequenceNumber) =>
  kinesisRecord({ data: 'x', sequenceNumber, shard: 6 }),
);
const batch = {
  shard: 'shardId-000000000006',
  records,
  condition: 'RetryAttemptsExhausted' as const,
  invocations: 3,
};
const source = { mapping: 'm-1', functionArn: 'arn:aws:lambda:eu-west-1:123456789012:function:f' };
const nowMs = Date.UTC(2026, 10, 21, 7, 8, 9);

// https://docs.aws.amazon.com/lambda/latest/dg/kinesis-on-failure-destination.html
test('the metadata says which records they were, and the payload is the invocation', () => {
  const { metadata, payload } = failureDocument(batch, source, 'id', nowMs);
  expect(metadata).toMatchObject({
    requestContext: { condition: 'RetryAttemptsExhausted', approximateInvokeCount: 3 },
    KinesisBatchInfo: {
      shardId: 'shardId-000000000006',
      startSequenceNumber: '1',
      endSequenceNumber: '2',
      approximateArrivalOfFirstRecord: '2026-11-21T05:00:00.123Z',
      batchSize: 2,
      streamArn: 'arn:aws:kinesis:eu-west-1:123456789012:stream/logs',
    },
  });
  expect(JSON.parse(payload)).toEqual({ Records: records });
});

test('the object is named by mapping, shard and moment', () => {
  expect(failureObjectKey(batch, source, 'id', nowMs)).toBe(
    'aws/lambda/m-1/shardId-000000000006/2026/11/21/2026-11-21T07.08.09-id',
  );
});
