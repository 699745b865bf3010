/// <reference types="node" preserve="true" />
export { createKinesisWriter, type KinesisWriter } from './kinesis-writer.ts';
export { KinesisWriteError, type WriteFailure } from './write-error.ts';
export type {
  DeliveredRecord,
  RecordToRetry,
  RefusedRecord,
  WriteOutcome,
  WriteRefusal,
} from './write-outcome.ts';
export type { WriteRecord } from './write-record.ts';
export type { AggregationOptions, KinesisWriterOptions } from './writer-options.ts';
