import type { JsonObject } from '../../decode/decoded-event.ts';
import type { LineContext, LineFormat } from '../line-format.ts';
import { logTime } from './log-time.ts';
import { readStructuredData } from './structured-data.ts';
import { type Priority, readPriority } from './syslog-priority.ts';

/** Version, time, host, app, process and message id, at most as long as the RFC allows. */
const HEADER = /1 (\S{1,40}) (\S{1,255}) (\S{1,48}) (\S{1,128}) (\S{1,32}) (?=[[-])/y;
const BYTE_ORDER_MARK = 0xfeff;

/**
 * Syslog as RFC 5424 has it: `<34>1 2003-10-11T22:14:15.003Z host app 123 ID47 [id name="value"] text`.
 *
 * `{time, level, facility, severity, host, app, pid, message_id, structured_data, message}`; what the line
 * leaves out with `-` is absent, `level` is the severity's, `structured_data` is `{id: {name: value}}`, and
 * `message` is what follows. A process id that is no number is `process`.
 */
export const syslog5424: LineFormat = {
  name: 'syslog_5424',
  parse(line, context) {
    const priority = readPriority(line);
    return priority && readLine(line, priority, context);
  },
};

function readLine(line: string, priority: Priority, context: LineContext): JsonObject | undefined {
  HEADER.lastIndex = priority.end;
  const header = HEADER.exec(line);
  if (header === null) return undefined;
  const data = readStructuredData(line, HEADER.lastIndex);
  if (data === undefined) return undefined;
  const [, time = '-', host = '-', app = '-', process = '-', messageId = '-'] = header;
  const instant = time === '-' ? undefined : logTime(time, context);
  if (instant === undefined && time !== '-') return undefined;
  const { level, facility, severity } = priority;
  const document: JsonObject = instant === undefined ? {} : { time: instant };
  Object.assign(document, { level, facility, severity });
  if (host !== '-') document.host = host;
  if (app !== '-') document.app = app;
  if (/^\d{1,15}$/.test(process)) document.pid = Number(process);
  else if (process !== '-') document.process = process;
  if (messageId !== '-') document.message_id = messageId;
  if (data.elements !== undefined) document.structured_data = data.elements;
  document.message = messageFrom(line, data.end);
  return document;
}

/** The byte order mark says that the text is UTF-8, and is no part of it. */
function messageFrom(line: string, end: number): string {
  const start = line.charCodeAt(end) === 0x20 ? end + 1 : end;
  return line.slice(line.charCodeAt(start) === BYTE_ORDER_MARK ? start + 1 : start);
}
