import type { LogEvent, SchemaKeys } from '@logdrive/log-stream';
import type { Refusal } from './bulk-item.ts';

/**
 * What is indexed of an event that the index's mapping refuses: the common schema, the event's own
 * line as text in `raw`, and why in `indexing_error`, so that it is found by its words at least.
 */
export function textDocument(event: LogEvent, refusal: Refusal, keys: SchemaKeys): Buffer {
  const document = {
    [keys.logType]: event.logType,
    [keys.logId]: event.logId,
    [keys.time]: new Date(event.timeMs).toISOString(),
    raw: event.bytes.toString(),
    indexing_error: refusal,
  };
  return Buffer.from(JSON.stringify(document));
}
