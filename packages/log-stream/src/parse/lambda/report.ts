import type { JsonObject } from '../../decode/decoded-event.ts';
import type { LineFormat } from '../line-format.ts';
import { readFields } from './fields.ts';
import { OWN_DURATION, platformEvent, platformRecord } from './platform-event.ts';
import { readUsualReport } from './usual-report.ts';

/**
 * `REPORT RequestId: <id>  Duration: 12.34 ms  Billed Duration: 13 ms ...`, X-Ray's fields on the same
 * or the next line.
 */
export const lambdaReport: LineFormat = {
  name: 'lambda_report',
  parse(line) {
    if (!line.startsWith('REPORT RequestId: ')) return undefined;
    return report(line, 7, 'platform.report');
  },
  shortcut: readUsualReport,
};

/** `INIT_REPORT Init Duration: 150.79 ms  Phase: init  Status: error  Error Type: <t>` */
export const lambdaInitReport: LineFormat = {
  name: 'lambda_init_report',
  parse(line) {
    if (!line.startsWith('INIT_REPORT ')) return undefined;
    return report(line, 12, 'platform.initReport', 'Init Duration');
  },
};

/** `RESTORE_REPORT Restore Duration: 398.97 ms` */
export const lambdaRestoreReport: LineFormat = {
  name: 'lambda_restore_report',
  parse(line) {
    if (!line.startsWith('RESTORE_REPORT ')) return undefined;
    return report(line, 15, 'platform.restoreReport', 'Restore Duration');
  },
};

/**
 * Lambda writes a status only where it is not success, in the text format; in the JSON format, always.
 * An exception that the runtime caught and reported is success to both.
 */
function report(
  line: string,
  fieldsAt: number,
  type: string,
  ownDuration?: string,
): JsonObject | undefined {
  const fields = readFields(line, fieldsAt);
  const record = fields && platformRecord(fields, ownDuration);
  const metrics = record?.metrics as JsonObject | undefined;
  // A report without its duration is cut off, or the line of a program.
  if (record === undefined || metrics?.[OWN_DURATION] === undefined) return undefined;
  record.status ??= record.errorType === undefined ? 'success' : 'error';
  return platformEvent(type, record);
}
