import type { JsonObject } from '../../decode/decoded-event.ts';
import type { LineFormat } from '../line-format.ts';
import { readFields } from './fields.ts';
import { platformEvent, platformRecord } from './platform-event.ts';

/** `INIT_START Runtime Version: <v>  Runtime Version ARN: <arn>` */
export const lambdaInitStart: LineFormat = {
  name: 'lambda_init_start',
  parse(line) {
    if (!line.startsWith('INIT_START ')) return undefined;
    return environmentStart(line, 11, 'platform.initStart');
  },
};

/** `RESTORE_START Runtime Version: <v>  Runtime Version ARN: <arn>` */
export const lambdaRestoreStart: LineFormat = {
  name: 'lambda_restore_start',
  parse(line) {
    if (!line.startsWith('RESTORE_START ')) return undefined;
    return environmentStart(line, 14, 'platform.restoreStart');
  },
};

function environmentStart(line: string, fieldsAt: number, type: string): JsonObject | undefined {
  const fields = readFields(line, fieldsAt);
  const record = fields && platformRecord(fields);
  if (record?.runtimeVersion === undefined) return undefined;
  return platformEvent(type, record);
}
