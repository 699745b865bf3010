import type { JsonObject } from '@logdrive/log-stream';
import { textIn } from '../../../records/json-object.ts';
import type { RecordMaker } from '../../../records/record-maker.ts';
import type { SetAside } from './set-aside.ts';

/**
 * A record under an error prefix of Amazon Data Firehose; undefined for any other document. Its codes
 * are under `errorCode` or, after format conversion, `lastErrorCode`; counts and times (epoch
 * milliseconds) are numbers or text.
 *
 * @see https://docs.aws.amazon.com/firehose/latest/dev/data-transformation-failure-handling.html
 */
export function firehoseEntry(document: JsonObject, records: RecordMaker): SetAside | undefined {
  const data = textIn(document, 'rawData');
  const reason = textIn(document, 'errorCode') ?? textIn(document, 'lastErrorCode');
  const arrivedMs = numberIn(document, 'arrivalTimestamp');
  if (data === undefined || reason === undefined || !isTime(arrivedMs)) return undefined;
  if (numberIn(document, 'attemptsMade') === undefined) return undefined;
  const facts = { sequenceNumber: textIn(document, 'sequenceNumber'), arrivedMs };
  const position = numberIn(document, 'subSequenceNumber') ?? 0;
  const record = records.make(data, facts);
  return { record, position, reason, arrivedMs, stream: undefined };
}

function isTime(ms: number | undefined): ms is number {
  return ms !== undefined && !Number.isNaN(new Date(ms).getTime());
}

function numberIn(document: JsonObject, key: string): number | undefined {
  const value = document[key];
  if (typeof value === 'number') return value;
  return typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : undefined;
}
