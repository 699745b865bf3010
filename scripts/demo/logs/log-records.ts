import type { SchemaKeys } from '@logdrive/log-stream';
import type { OutgoingRecord } from '../events.ts';
import { maxRecordBytes } from '../send/parcels.ts';
import type { LogFile } from './find-logs.ts';
import { isBlank, type LineEvent, lineEvent } from './line-event.ts';
import { openLog } from './open-log.ts';
import { type Line, splitLines } from './split-lines.ts';

/** What the lines of one file were. */
export interface FileFigures {
  /** All lines; `sent` + `blank` + `tooLong`. */
  lines: number;
  sent: number;
  /** Lines of nothing but blanks: not sent. */
  blank: number;
  /** Numbers of the lines that do not fit into a record: not sent. */
  tooLong: number[];
  crlf: number;
  /** Numbers of the lines with invalid UTF-8, sent with U+FFFD in its place. */
  replaced: number[];
  forms: Record<LineEvent['form'], number>;
}

export function newFigures(): FileFigures {
  const forms = { json: 0, 'text with its own time': 0, 'text with the time of sending': 0 };
  return { lines: 0, sent: 0, blank: 0, tooLong: [], crlf: 0, replaced: [], forms };
}

/**
 * The lines of log files as records, one line a record, in the order of the files. Files are read as
 * the records are asked for, a chunk at a time.
 *
 * @param figures filled while reading, one for each file
 */
export async function* logRecords(
  files: readonly LogFile[],
  figures: readonly FileFigures[],
  keys: SchemaKeys,
): AsyncGenerator<OutgoingRecord> {
  for (const [index, file] of files.entries()) {
    const count = figures[index] ?? newFigures();
    for await (const line of splitLines(openLog(file.path), maxRecordBytes)) {
      countLine(line, count);
      if (line.length === line.content.length && isBlank(line.content)) {
        count.blank += 1;
        continue;
      }
      const now = new Date().toISOString();
      const { logType, textOnly } = file;
      const event = lineEvent(line.content, { keys, logType, now, textOnly });
      if (line.length > line.content.length || event.bytes.length > maxRecordBytes) {
        count.tooLong.push(line.number);
        continue;
      }
      countEvent(line, event, count);
      yield recordOf(event, line, index);
    }
  }
}

function countLine(line: Line, count: FileFigures): void {
  count.lines += 1;
  if (line.ending === '\r\n') count.crlf += 1;
}

function countEvent(line: Line, event: LineEvent, count: FileFigures): void {
  count.sent += 1;
  count.forms[event.form] += 1;
  if (event.replaced) count.replaced.push(line.number);
}

function recordOf(event: LineEvent, line: Line, file: number): OutgoingRecord {
  const { logType, bytes, form, start } = event;
  const wrapped = form !== 'json';
  const ref = {
    file,
    number: line.number,
    offset: line.offset + start,
    length: wrapped ? line.length : bytes.length,
    wrapped,
  };
  return { data: bytes, events: [{ logType, bytes, line: ref }] };
}
