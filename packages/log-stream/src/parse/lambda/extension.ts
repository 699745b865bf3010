import type { JsonObject } from '../../decode/decoded-event.ts';
import type { LineFormat } from '../line-format.ts';
import { listItems, readFields } from './fields.ts';
import { platformEvent, platformRecord } from './platform-event.ts';

/** `EXTENSION  Name: <n>  State: Ready  Events: [INVOKE, SHUTDOWN]` */
export const lambdaExtension: LineFormat = {
  name: 'lambda_extension',
  parse: (line) => extension(line, 'EXTENSION', 'platform.extension'),
};

/** `TELEMETRY  Name: <n>  State: Subscribed  Types: [Platform, Function]` */
export const lambdaTelemetry: LineFormat = {
  name: 'lambda_telemetry',
  parse: (line) => extension(line, 'TELEMETRY', 'platform.telemetrySubscription'),
};

/** `LOGS  Name: <n>  State: Subscribed  Types: [platform,function]`, of the older Logs API */
export const lambdaLogs: LineFormat = {
  name: 'lambda_logs',
  parse: (line) => extension(line, 'LOGS', 'platform.logsSubscription'),
};

function extension(line: string, word: string, type: string): JsonObject | undefined {
  if (!line.startsWith(word) || !/\s/.test(line.charAt(word.length))) return undefined;
  const fields = readFields(line, word.length);
  const record = fields && platformRecord(fields);
  if (record?.name === undefined || record.state === undefined) return undefined;
  if (typeof record.events === 'string') record.events = listItems(record.events);
  // The text says `Platform` where the JSON says `platform`.
  if (typeof record.types === 'string') record.types = listItems(record.types.toLowerCase());
  return platformEvent(type, record);
}
