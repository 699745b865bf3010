import type { LineFormat } from '../line-format.ts';
import { readFields } from './fields.ts';
import { platformEvent, platformRecord } from './platform-event.ts';

/** `START RequestId: <id> Version: <v>` */
export const lambdaStart: LineFormat = {
  name: 'lambda_start',
  parse: (line) => invocation(line, 'START RequestId: ', 6, 'platform.start'),
};

/**
 * `END RequestId: <id>`. The JSON format writes start, runtimeDone and report for an invocation where
 * the text format writes START, END and REPORT, so END is runtimeDone. It says neither the status nor
 * the duration, and these are left out: an invocation that timed out has an END as well.
 */
export const lambdaEnd: LineFormat = {
  name: 'lambda_end',
  parse: (line) => invocation(line, 'END RequestId: ', 4, 'platform.runtimeDone'),
};

function invocation(line: string, head: string, fieldsAt: number, type: string) {
  if (!line.startsWith(head)) return undefined;
  const fields = readFields(line, fieldsAt);
  const record = fields && platformRecord(fields);
  return record && platformEvent(type, record);
}
