import { parseObject } from '../../../records/json-object.ts';
import type { RecordMaker } from '../../../records/record-maker.ts';
import { setAsideIn } from './documents.ts';
import { jsonOfPython } from './python-literal.ts';
import type { SetAside } from './set-aside.ts';

/**
 * What one line of an object, or the body of a message, holds that was set aside. A line that is in no
 * form of its own was set aside as it is: Baikonur Logging's failed logs, JSON or Python's print of a
 * dict, and dead letters.
 */
export function setAsideInLine(line: Buffer, records: RecordMaker): SetAside[] {
  const text = line.toString();
  const document = parseObject(text);
  const entries = document && setAsideIn(document, records);
  if (entries !== undefined) return entries;
  const python = document === undefined ? jsonOfPython(text) : undefined;
  const record = records.make(python === undefined ? line : Buffer.from(python));
  return [{ record, position: 0, reason: 'failed_log', arrivedMs: undefined, stream: undefined }];
}
