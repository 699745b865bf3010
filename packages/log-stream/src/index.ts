// Whoever imports this gets Node's types, whatever "types" in a tsconfig.json of their own says.
/// <reference types="node" preserve="true" />
export { ConfigError } from './config/config-error.ts';
export { type Env, EnvReader } from './config/env-reader.ts';
export { type EventSettings, readEventSettings } from './config/event-settings.ts';
export {
  type ObjectSettings,
  readKeyPrefix,
  readObjectSettings,
} from './config/object-settings.ts';
export { type SchemaLayer, schemaCheckOfLayer } from './config/schema-layer.ts';
export {
  readTransformSettings,
  type TransformSettings,
  transformVariables,
} from './config/transform-settings.ts';
export type { CloudWatchOrigin } from './decode/cloudwatch-envelope.ts';
export {
  type DecodedBatch,
  type DecodedData,
  type DecodedRecord,
  type DecodeOptions,
  type DecodeSummary,
  decodeBatch,
  decodeRecords,
} from './decode/decode-batch.ts';
export { type DecodeLimits, defaultDecodeLimits } from './decode/decode-limits.ts';
export type { DecodedEvent, JsonObject, Reason, Reject } from './decode/decoded-event.ts';
export { readAggregate, type UserRecord } from './decode/kpl-aggregate.ts';
export { envelopesOf } from './decode/log-event-origin.ts';
export {
  arrivedMsOf,
  type KinesisStreamRecord,
  shardOf,
  streamArnOf,
  streamOf,
} from './decode/record.ts';
export { rejectEvent } from './decode/reject-event.ts';
export {
  type Account,
  accountFor,
  type BatchResponse,
  batchResponse,
  countReasons,
} from './delivery/account.ts';
export { type Batch, batchOf } from './delivery/batch.ts';
export { createDeadline, type Deadline } from './delivery/deadline.ts';
export { type DeliveryInParts, deliverInParts } from './delivery/deliver-in-parts.ts';
export { type Intake, type Takings, takeIn } from './delivery/intake.ts';
export { createLog, type Log } from './delivery/log.ts';
export { createLogTypeFilter } from './delivery/log-type-filter.ts';
export { type BatchReport, batchLogLine } from './delivery/metrics.ts';
export {
  type CompressionKind,
  objectExtension,
  objectKey,
  partitionName,
  partitionPath,
} from './delivery/object-key.ts';
export { objectName } from './delivery/object-name.ts';
export type { ObjectStore, StoredObject } from './delivery/object-store.ts';
export { onceReady } from './delivery/once-ready.ts';
export { createQuarantine, type Quarantine, type QuarantineEntry } from './delivery/quarantine.ts';
export { requestTimes } from './delivery/request-times.ts';
export { type Backoff, fullJitterMs, type RetryOptions, retry } from './delivery/retry.ts';
export { type Delivery, type Settlement, settleByRecord } from './delivery/settle-by-record.ts';
export type { Sink, SinkResult } from './delivery/sink.ts';
export { createVpcFlowFormat } from './parse/aws/vpc-flow.ts';
export { chooseFormats, type FormatChoice } from './parse/choose-formats.ts';
export type { LineContext, LineFormat, LineParser, ParsedLine } from './parse/line-format.ts';
export { createLogGroupTypes } from './parse/log-group-types.ts';
export { defaultLogType } from './parse/log-type.ts';
export { createLineParser, lineFormats, parseLine } from './parse/registry.ts';
export { createUserFormat } from './parse/user-format.ts';
export type { UserFormatOptions } from './parse/user-format-options.ts';
export {
  type CommonSchema,
  type Conform,
  createConform,
  defaultKeys,
  isReject,
  type SchemaKeys,
} from './schema/common-schema.ts';
export { createSchemaCheck, type SchemaCheck } from './schema/json-schemas.ts';
export type { LogEvent } from './schema/log-event.ts';
export { numberText, parseLossless } from './schema/lossless-json.ts';
export { isTimeZone, partitionTimeIn } from './schema/partition-time.ts';
export { createRedactor, type Redactor } from './schema/redact.ts';
export type { RedactRule } from './schema/redact-rule.ts';
export {
  createFieldReader,
  createLogIdReader,
  createLogTypeReader,
  type FieldReader,
} from './schema/routing-fields.ts';
export { formatTimestamp, parseTimestamp, type Timestamp } from './schema/timestamp.ts';
