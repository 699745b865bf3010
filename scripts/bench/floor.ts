import { gzipSync } from 'node:zlib';
import type { KinesisStreamRecord } from 'aws-lambda';

/**
 * The least that the job can cost in Node: decode, one JSON.parse, concatenate the raw bytes by log
 * type and hour, one-shot gzip. It checks nothing and loses what does not fit.
 */
export function floor(records: readonly KinesisStreamRecord[], level: number): number {
  const groups: Record<string, Buffer[]> = {};
  for (const { kinesis } of records) {
    const bytes = Buffer.from(kinesis.data, 'base64');
    const event = JSON.parse(bytes.toString());
    const key = event.log_type + event.time.slice(0, 13);
    const group = groups[key];
    if (group === undefined) groups[key] = [bytes, newline];
    else group.push(bytes, newline);
  }
  let size = 0;
  for (const group of Object.values(groups))
    size += gzipSync(Buffer.concat(group), { level }).length;
  return size;
}

const newline = Buffer.from('\n');
