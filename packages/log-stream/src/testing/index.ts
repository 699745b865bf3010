/// <reference types="node" preserve="true" />
export * from './factories.ts';
export { FakeKinesis, type FakeKinesisOptions } from './fake-kinesis.ts';
export {
  type BulkDocument,
  FakeOpenSearch,
  type FakeOpenSearchOptions,
  type ItemError,
} from './fake-opensearch.ts';
export { FakeS3 } from './fake-s3.ts';
export { FakeSqs, type FakeSqsOptions } from './fake-sqs.ts';
export { type Answer, type Fault, FaultyServer, type Received } from './faulty-server.ts';
export {
  describeSinkContract,
  type SinkContractOptions,
  type SinkHarness,
  sampleEvents,
} from './sink-contract.ts';
