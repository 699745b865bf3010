import {
  arrivedMsOf,
  type JsonObject,
  type KinesisStreamRecord,
  streamOf,
} from '@logdrive/log-stream';
import { isObject, textIn } from '../../../records/json-object.ts';
import { kinesisRecords } from '../../../records/kinesis-containers.ts';
import type { RecordMaker } from '../../../records/record-maker.ts';
import { firehoseEntry } from './firehose.ts';
import type { SetAside } from './set-aside.ts';

/**
 * What a JSON document holds that was set aside: a line of Logdrive's quarantine, an invocation that
 * Lambda gave up (of a stream's batch, or of a subscription by itself), a record that Firehose could
 * not deliver. Undefined for any other document, which is what was set aside itself.
 */
export function setAsideIn(document: JsonObject, records: RecordMaker): SetAside[] | undefined {
  const firehose = firehoseEntry(document, records);
  if (firehose !== undefined) return [firehose];
  const subscription = ofSubscription(document, records);
  if (subscription !== undefined) return [subscription];
  const found = kinesisRecords(document, records);
  if (found === undefined) return undefined;
  const position = typeof document.position === 'number' ? document.position : 0;
  const reason = textIn(document, 'reason') ?? conditionOf(document);
  return found.map((record) => ({ ...known(record), position, reason }));
}

function known(record: KinesisStreamRecord) {
  return { record, arrivedMs: arrivedMsOf(record), stream: streamOf(record) };
}

/** Why Lambda gave up: `RetryAttemptsExhausted`, `MaximumRecordAgeExceeded`, ... */
function conditionOf({ requestContext }: JsonObject): string {
  const condition = isObject(requestContext) ? textIn(requestContext, 'condition') : undefined;
  return condition ?? 'given_up';
}

/** An asynchronous invocation by CloudWatch Logs that failed. */
function ofSubscription(document: JsonObject, records: RecordMaker): SetAside | undefined {
  const { requestPayload: payload, requestContext } = document;
  if (!isObject(requestContext)) return undefined;
  const awslogs = isObject(payload) ? payload.awslogs : undefined;
  const data = isObject(awslogs) ? textIn(awslogs, 'data') : undefined;
  if (data === undefined) return undefined;
  const arrivedMs = Date.parse(textIn(document, 'timestamp') ?? '') || undefined;
  const record = records.make(data, { arrivedMs });
  return { record, position: 0, reason: conditionOf(document), arrivedMs, stream: undefined };
}
