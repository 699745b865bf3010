import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createConform, defaultKeys, type LogEvent, takeIn } from '@logdrive/log-stream';
import { searchable } from '@logdrive/log-stream/opensearch';
import { cloudwatchData, cloudwatchEnvelope, kinesisRecord } from '@logdrive/log-stream/testing';
import { batchLines } from './sample-batch-lines.ts';
import { applicationLines, cloudTrailLines } from './sample-lines.ts';

const parse = join(import.meta.dirname, '../../../log-stream/src/parse');

/**
 * Events as the functions index them: every line of the parsers' own tables, and some more, brought by
 * CloudWatch Logs from log groups of their kinds, decoded and held against the schema.
 */
export function parsedEvents(): LogEvent[] {
  return [
    ...eventsFrom('/aws/lambda/logdrive-search', batchLines()),
    ...eventsFrom('/aws/lambda/shop', applicationLines),
    ...eventsFrom('/aws/lambda/api', [...linesOf('lambda'), ...linesOf('runtime')]),
    ...eventsFrom('vpc-flow-logs', linesOf('aws', ['vpc_flow'])),
    ...eventsFrom('cloudtrail-events', [...linesOf('aws', ['cloudtrail']), ...cloudTrailLines]),
    ...eventsFrom('/shop/web', [...linesOf('aws', accessLogs), ...linesOf('common')]),
  ];
}

const accessLogs = ['alb_access', 'nlb_access', 's3_access', 'cloudfront', 'api_gateway_json'];

/** The lines of a folder's tables, or of those named. */
function linesOf(folder: string, formats?: readonly string[]): string[] {
  const fixtures = join(parse, folder, 'fixtures');
  const names = formats ?? readdirSync(fixtures).map((file) => file.replace(/\.json$/, ''));
  return names.flatMap((name) => {
    const rows = JSON.parse(readFileSync(join(fixtures, `${name}.json`), 'utf8'));
    return (rows as { line: string }[]).map(({ line }) => line);
  });
}

/** @throws Error when a line is no event: nothing may be missing unseen */
function eventsFrom(logGroup: string, lines: readonly string[]): LogEvent[] {
  const envelope = cloudwatchEnvelope(lines, { logGroup });
  const record = kinesisRecord({ data: cloudwatchData(envelope) });
  const { events, rejects } = takeIn([record], searchable(createConform(), defaultKeys));
  if (rejects.length > 0)
    throw new Error(`${logGroup}: ${rejects[0]?.reason}: ${rejects[0]?.detail}`);
  return events;
}
