/// <reference types="node" preserve="true" />
export {
  type DiscardedBatch,
  failureDocument,
  failureObjectKey,
} from './event-source-mapping/discarded-batch.ts';
export { EventSourceMapping } from './event-source-mapping/event-source-mapping.ts';
export { ModelStream } from './event-source-mapping/kinesis-stream.ts';
export type { MappingPorts } from './event-source-mapping/mapping-ports.ts';
export type { InvocationResult } from './event-source-mapping/response.ts';
export {
  defaultMappingSettings,
  defaultSilentRules,
  type MappingSettings,
  type SilentRules,
} from './event-source-mapping/settings.ts';
export type {
  MappingClock,
  ShardRead,
  ShardSource,
  StreamShard,
} from './event-source-mapping/shard-source.ts';
export * from './factories.ts';
export { FakeKinesis, type FakeKinesisOptions } from './fake-kinesis.ts';
export { type Http2Front, startHttp2Front } from './fake-kinesis-http2.ts';
export {
  type BulkDocument,
  FakeOpenSearch,
  type FakeOpenSearchOptions,
  type ItemError,
} from './fake-opensearch.ts';
export { FakeS3 } from './fake-s3.ts';
export { FakeSearchSetup } from './fake-search-setup.ts';
export { FakeSqs, type FakeSqsOptions } from './fake-sqs.ts';
export { type Answer, type Fault, FaultyServer, type Received } from './faulty-server.ts';
export {
  describeSinkContract,
  type SinkContractOptions,
  type SinkHarness,
  sampleEvents,
} from './sink-contract.ts';
export { VirtualTime } from './virtual-time.ts';
