import type { DocumentAndJson, LineFormat } from '../line-format.ts';
import { plainEnd } from '../plain-characters.ts';
import { readFields } from './fields.ts';
import { platformEvent, platformRecord } from './platform-event.ts';

const START = 'START RequestId: ';
const END = 'END RequestId: ';
const VERSION = ' Version: ';

/** `START RequestId: <id> Version: <v>` */
export const lambdaStart: LineFormat = {
  name: 'lambda_start',
  parse: (line) => invocation(line, START, 6, 'platform.start'),
  shortcut(line) {
    if (!line.startsWith(START)) return undefined;
    const idEnd = plainEnd(line, START.length);
    if (idEnd === START.length || !line.startsWith(VERSION, idEnd)) return undefined;
    const versionAt = idEnd + VERSION.length;
    if (versionAt === line.length || plainEnd(line, versionAt) !== line.length) return undefined;
    const requestId = line.slice(START.length, idEnd);
    const version = line.slice(versionAt);
    return {
      value: { type: 'platform.start', record: { requestId, version } },
      json: `{"type":"platform.start","record":{"requestId":"${requestId}","version":"${version}"}}`,
    };
  },
};

/**
 * `END RequestId: <id>`. The JSON format writes start, runtimeDone and report for an invocation where
 * the text format writes START, END and REPORT, so END is runtimeDone. It says neither the status nor
 * the duration, and these are left out: an invocation that timed out has an END as well.
 */
export const lambdaEnd: LineFormat = {
  name: 'lambda_end',
  parse: (line) => invocation(line, END, 4, 'platform.runtimeDone'),
  shortcut(line): DocumentAndJson | undefined {
    if (!line.startsWith(END) || line.length === END.length) return undefined;
    if (plainEnd(line, END.length) !== line.length) return undefined;
    const requestId = line.slice(END.length);
    return {
      value: { type: 'platform.runtimeDone', record: { requestId } },
      json: `{"type":"platform.runtimeDone","record":{"requestId":"${requestId}"}}`,
    };
  },
};

function invocation(line: string, head: string, fieldsAt: number, type: string) {
  if (!line.startsWith(head)) return undefined;
  const fields = readFields(line, fieldsAt);
  const record = fields && platformRecord(fields);
  return record && platformEvent(type, record);
}
