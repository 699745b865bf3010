import type { JsonObject } from '@logdrive/log-stream';
import { textIn } from '../../../records/json-object.ts';
import type { RecordMaker } from '../../../records/record-maker.ts';
import type { SetAside } from './set-aside.ts';

/**
 * A record under an error prefix of Amazon Data Firehose; undefined for any other document. Its codes
 * are under `errorCode` or, after format conversion, `lastErrorCode`; times are epoch milliseconds, as
 * number or text.
 *
 * @see https://docs.aws.amazon.com/firehose/latest/dev/data-transformation-failure-handling.html
 */
export function firehoseEntry(document: JsonObject, records: RecordMaker): SetAside | undefined {
  const data = textIn(document, 'rawData');
  if (data === undefined || !Object.hasOwn(document, 'attemptsMade')) return undefined;
  const arrivedMs = Number(document.arrivalTimestamp) || undefined;
  const facts = { sequenceNumber: textIn(document, 'sequenceNumber'), arrivedMs };
  const reason = textIn(document, 'errorCode') ?? textIn(document, 'lastErrorCode') ?? 'firehose';
  const subSequence = Number(document.subSequenceNumber) || 0;
  const record = records.make(data, facts);
  return { record, position: subSequence, reason, arrivedMs, stream: undefined };
}
