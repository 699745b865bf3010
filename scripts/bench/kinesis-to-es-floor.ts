import type { KinesisStreamRecord } from 'aws-lambda';

/** Sends one bulk body. */
export type Send = (body: Buffer, documents: number) => unknown;

const mostBytes = 5 * 1024 * 1024;
const newline = Buffer.from('\n');

/**
 * The least that the job can cost in Node: decode, one JSON.parse, a line of action, concatenate the
 * raw bytes up to 5 MiB. It checks nothing, reads no answer and loses what does not fit.
 */
export function floor(records: readonly KinesisStreamRecord[], send: Send): void {
  const prefixes: Record<string, string> = {};
  let parts: Buffer[] = [];
  let bytes = 0;
  const flush = () => {
    send(Buffer.concat(parts, bytes), parts.length / 3);
    parts = [];
    bytes = 0;
  };
  for (const { kinesis } of records) {
    const source = Buffer.from(kinesis.data, 'base64');
    const { log_type, log_id, time } = JSON.parse(source.toString());
    const day = time.slice(0, 10);
    const prefix = prefixes[log_type + day] ?? prefixOf(log_type, day);
    prefixes[log_type + day] = prefix;
    const action = Buffer.from(`${prefix}${log_id}"}}\n`);
    const size = action.length + source.length + 1;
    if (bytes + size > mostBytes) flush();
    parts.push(action, source, newline);
    bytes += size;
  }
  flush();
}

function prefixOf(logType: string, day: string): string {
  return `{"create":{"_index":"logs-${logType}-${day.replaceAll('-', '.')}","_id":"`;
}
