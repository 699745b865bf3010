import { cloudwatchData, cloudwatchEnvelope, kinesisRecord } from '@logdrive/log-stream/testing';
import type { KinesisStreamRecord } from 'aws-lambda';

/** 200 gzip envelopes of 100 events each: Lambda's lines, Python's and Node's, JSON and plain text. */
export function sampleEnvelopes(): KinesisStreamRecord[] {
  return Array.from({ length: 200 }, (_, envelope) => {
    const messages = Array.from({ length: 100 }, (_, event) => message(envelope * 100 + event));
    return kinesisRecord({ data: cloudwatchData(cloudwatchEnvelope(messages)) });
  });
}

function message(index: number): string {
  const id = `${index.toString(16).padStart(8, '0')}-3f0c-4f3d-9c55-2f2e0ff3c9b1`;
  const time = new Date(Date.UTC(2026, 10, 21, 5) + index * 37).toISOString();
  const line = lines[index % lines.length];
  return line === undefined ? '' : line(id, time, index);
}

type Line = (id: string, time: string, index: number) => string;

const lines: readonly Line[] = [
  (id) => `START RequestId: ${id} Version: $LATEST\n`,
  (id, time, n) =>
    `${time}\t${id}\tINFO\torder ${n} placed by customer ${n % 977}, total ${n % 90}.50 EUR\n`,
  (id, time, n) =>
    `[INFO]\t${time}\t${id}\thandled GET /api/v1/orders/${n} for tenant ${n % 31} in ${n % 800} ms\n`,
  (_id, time, n) =>
    `{"time":"${time}","level":"INFO","log_type":"orders","order":${n},"customer":{"id":${n % 977},"plan":"team"},"message":"placed"}\n`,
  (_id, _time, n) =>
    `cache warmed with ${n} entries from the nightly snapshot, ${n % 13} of them stale\n`,
  (id, _time, n) =>
    `REPORT RequestId: ${id}\tDuration: ${n % 900}.31 ms\tBilled Duration: ${(n % 900) + 1} ms\tMemory Size: 512 MB\tMax Memory Used: ${n % 300} MB\t\n`,
  (id) => `END RequestId: ${id}\n`,
  (_id, time, n) =>
    `{"timestamp":"${time}","level":"WARN","message":"slow query","table":"orders","ms":${n % 4000}}\n`,
];
