import { readMapping } from './mapping-settings.ts';

const mapping = {
  UUID: '1',
  EventSourceArn: 'arn:aws:kinesis:us-east-1:000000000000:stream/logs',
  FunctionArn: 'arn:aws:lambda:us-east-1:000000000000:function:archive',
};

test('the settings of a mapping are read under their own names, with the defaults of Lambda', () => {
  expect(readMapping(mapping)).toMatchObject({
    functionName: 'archive',
    onFailureArn: undefined,
    settings: { batchSize: 100, maximumRetryAttempts: -1, reportBatchItemFailures: false },
  });
  const full = {
    ...mapping,
    ...{ BatchSize: 7, MaximumBatchingWindowInSeconds: 60, ParallelizationFactor: 2 },
    ...{ MaximumRetryAttempts: 0, MaximumRecordAgeInSeconds: 90 },
    BisectBatchOnFunctionError: true,
    FunctionResponseTypes: ['ReportBatchItemFailures' as const],
    StartingPosition: 'LATEST' as const,
    DestinationConfig: { OnFailure: { Destination: 'arn:aws:s3:::kept' } },
  };
  expect(readMapping(full, 3)).toMatchObject({
    onFailureArn: 'arn:aws:s3:::kept',
    settings: {
      ...{ batchSize: 7, maximumBatchingWindowInSeconds: 3, parallelizationFactor: 2 },
      ...{ maximumRetryAttempts: 0, maximumRecordAgeInSeconds: 90 },
      ...{ bisectBatchOnFunctionError: true, reportBatchItemFailures: true },
      startingPosition: 'LATEST',
    },
  });
});

test('mappings of queues, and those with filters, are left to the local AWS', () => {
  const queue = { ...mapping, EventSourceArn: 'arn:aws:sqs:us-east-1:000000000000:jobs' };
  const filtered = { ...mapping, FilterCriteria: { Filters: [{ Pattern: '{}' }] } };
  expect([readMapping(queue), readMapping(filtered)]).toEqual([undefined, undefined]);
});
