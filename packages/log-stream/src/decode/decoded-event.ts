import type { CloudWatchOrigin } from './cloudwatch-envelope.ts';
import type { UserRecord } from './kpl-aggregate.ts';
import type { KinesisStreamRecord } from './record.ts';

export type JsonObject = { [key: string]: unknown };

/** One log event, taken out of a Kinesis record and parsed, not yet held against the common schema. */
export interface DecodedEvent {
  /** The event as a JSON object. */
  value: JsonObject;
  /**
   * The same object as one line of UTF-8 JSON from `{` to `}`: the bytes as they arrived where the
   * event arrived as JSON (a newline between tokens becomes a blank), else made from `value`.
   */
  bytes: Buffer;
  /** `bytes` as text where the event is the message of a CloudWatch Logs event: no detour by bytes. */
  text?: string | undefined;
  record: KinesisStreamRecord;
  /** 0-based place among all events and rejects of the record; the same on every retry. */
  position: number;
  /** Present when the event came inside a CloudWatch Logs envelope. */
  origin?: CloudWatchOrigin | undefined;
  /** Present when the event came inside a KPL aggregate: the user record's own key. */
  partitionKey?: string | undefined;
  /** Present when the event came inside a KPL aggregate: the user record that it was in. */
  userRecord?: UserRecord | undefined;
  /** Name of the line format that read it; `json` for an event that arrived as an object. */
  format: string;
}

/** Why an event cannot be delivered. A closed list: dashboards, alarms and replay rely on it. */
export type Reason =
  | 'bad_gzip'
  | 'inflate_limit'
  | 'not_json'
  | 'not_object'
  | 'missing_log_type'
  | 'missing_time'
  | 'bad_time'
  | 'schema'
  | 'too_large'
  | `refused:${string}`;

/** Bytes that could not become a deliverable event, with the reason. */
export interface Reject {
  reason: Reason;
  /** A sentence for the operator; never holds payload. */
  detail: string;
  /** The original bytes of just this event, or of the whole record when nothing smaller is known. */
  readonly bytes: Buffer;
  record: KinesisStreamRecord;
  position: number;
  /** Present when the bytes came inside a KPL aggregate: the user record's own key. */
  partitionKey?: string | undefined;
  /** Present when the bytes came inside a KPL aggregate and were told apart: their user record. */
  userRecord?: UserRecord | undefined;
}
