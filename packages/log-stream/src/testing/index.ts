/// <reference types="node" preserve="true" />
export * from './factories.ts';
export { FakeS3 } from './fake-s3.ts';
export { type Answer, type Fault, FaultyServer, type Received } from './faulty-server.ts';
export { describeSinkContract, type SinkHarness, sampleEvents } from './sink-contract.ts';
