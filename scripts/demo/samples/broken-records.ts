import { gzipSync } from 'node:zlib';
import type { SchemaKeys } from '@logdrive/log-stream';
import { gzipBomb } from '@logdrive/log-stream/testing';
import type { Fate, OutgoingRecord } from '../events.ts';

/** The row of these in the table of what was sent. */
export const brokenOnPurpose = 'broken on purpose';

/** One record for each mistake that a producer can make, with the reason that it must be kept for. */
export function brokenRecords(keys: SchemaKeys, time: string): OutgoingRecord[] {
  const json = (fields: Record<string, unknown>) => JSON.stringify(fields);
  const good = { [keys.logType]: 'orders', [keys.time]: time };
  const broken: [data: string | Buffer, reason: Fate][] = [
    ['{"log_type":"orders","message":"the writer died here', 'not_json'],
    ['panic: runtime error: index out of range [5] with length 3', 'not_json'],
    [`{"price":NaN,${json(good).slice(1)}`, 'not_json'],
    [
      Buffer.concat([Buffer.from('{"name":"Bj'), Buffer.from([0xf6]), Buffer.from('rk"}')]),
      'not_json',
    ],
    [json([good] as never), 'not_object'],
    ['"just a text"', 'not_object'],
    [json({ [keys.time]: time, message: 'of no type' }), 'missing_log_type'],
    [json({ [keys.logType]: 'orders', message: 'of no time' }), 'missing_time'],
    [json({ [keys.logType]: 'orders', [keys.time]: 'yesterday, about noon' }), 'bad_time'],
    [json({ [keys.logType]: 'orders', [keys.time]: '2026-02-30T12:00:00Z' }), 'bad_time'],
    [gzipSync(json({ ...good, message: 'cut off' })).subarray(0, -9), 'bad_gzip'],
    [gzipBomb(200 * 1024 * 1024), 'inflate_limit'],
  ];
  return broken.map(([data, fate]) => {
    const bytes = Buffer.from(data as string);
    return { data: bytes, events: [{ logType: brokenOnPurpose, bytes, fate }] };
  });
}
