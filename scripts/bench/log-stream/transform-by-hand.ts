import { crc32, gunzipSync } from 'node:zlib';
import type { CloudWatchLogsDecodedData, KinesisStreamRecord } from 'aws-lambda';

/** What a batch keeps of an event. */
interface HandMade {
  bytes: Buffer;
  logId: string;
  timeMs: number;
  record: KinesisStreamRecord;
  index: number;
}

/**
 * The documents that the package makes of `sampleEnvelopes`, by a plain program that knows no other lines,
 * checks nothing and keeps to no limit.
 */
export function transformByHand(records: readonly KinesisStreamRecord[]): HandMade[] {
  const made: HandMade[] = [];
  for (const record of records) {
    const text = gunzipSync(Buffer.from(record.kinesis.data, 'base64')).toString();
    const { owner, logGroup, logStream, logEvents }: CloudWatchLogsDecodedData = JSON.parse(text);
    const streamSum = crc32(`${owner}\n${logGroup}\n${logStream}\n`);
    const region = record.awsRegion;
    const source = JSON.stringify({ logGroup, logStream, account: owner, region });
    let index = 0;
    for (const { id, timestamp, message } of logEvents) {
      const line = documentOf(message.slice(0, -1));
      const sum = crc32(message, streamSum).toString(16).padStart(8, '0');
      const logId = `${id}-${sum}`;
      const timeMs = line.time === undefined ? timestamp : Date.parse(line.time);
      const time = line.time === undefined ? `,"time":"${new Date(timestamp).toISOString()}"` : '';
      const logType = line.hasLogType ? '' : ',"log_type":"lambda"';
      const json = `${line.open}${logType}${time},"log_id":"${logId}","source":${source}}`;
      made.push({ bytes: Buffer.from(json), logId, timeMs, record, index });
      index += 1;
    }
  }
  return made;
}

interface OpenDocument {
  /** JSON text without its closing brace. */
  open: string;
  time: string | undefined;
  hasLogType: boolean;
}

function documentOf(line: string): OpenDocument {
  const noTime = { time: undefined, hasLogType: false };
  if (line.startsWith('{')) return ofJson(line);
  if (line.startsWith('START ')) {
    const open = `{"type":"platform.start","record":{"requestId":"${line.slice(17, 53)}","version":"${line.slice(63)}"}`;
    return { open, ...noTime };
  }
  if (line.startsWith('END ')) {
    return {
      open: `{"type":"platform.runtimeDone","record":{"requestId":"${line.slice(15)}"}`,
      ...noTime,
    };
  }
  if (line.startsWith('REPORT ')) return { open: ofReport(line), ...noTime };
  if (line.startsWith('[INFO]\t'))
    return ofRuntime(line.slice(7, 31), line.slice(32, 68), line.slice(69));
  if (line.charCodeAt(24) === 0x09)
    return ofRuntime(line.slice(0, 24), line.slice(25, 61), line.slice(67));
  return { open: `{"message":${JSON.stringify(line)}`, ...noTime };
}

function ofRuntime(time: string, requestId: string, message: string): OpenDocument {
  const open = `{"time":"${time}","level":"INFO","requestId":"${requestId}","message":${JSON.stringify(message)}`;
  return { open, time, hasLogType: false };
}

function ofJson(line: string): OpenDocument {
  const { time, timestamp, log_type: logType } = JSON.parse(line);
  const open = line.slice(0, -1);
  const hasLogType = logType !== undefined;
  if (time !== undefined) return { open, time, hasLogType };
  return { open: `${open},"time":"${timestamp}"`, time: timestamp, hasLogType };
}

const report =
  /^REPORT RequestId: (.{36})\tDuration: ([\d.]+) ms\tBilled Duration: (\d+) ms\tMemory Size: (\d+) MB\tMax Memory Used: (\d+) MB\t$/;

function ofReport(line: string): string {
  const [, id, duration, billed, size, used] = report.exec(line) ?? [];
  return `{"type":"platform.report","record":{"requestId":"${id}","metrics":{"durationMs":${duration},"billedDurationMs":${billed},"memorySizeMB":${size},"maxMemoryUsedMB":${used}},"status":"success"}`;
}
