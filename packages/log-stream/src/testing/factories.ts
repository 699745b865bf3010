import { gzipSync } from 'node:zlib';
import type { KinesisStreamRecord } from '../decode/record.ts';

export * from './factories-cloudwatch.ts';
export * from './factories-kpl.ts';

export interface KinesisRecordOptions {
  /** The record's data; text is sent as UTF-8. */
  data: string | Buffer;
  /** By default the next after the last record's, so that records made in turn stand in turn. */
  sequenceNumber?: string;
  /** Number of the shard, by default 0. */
  shard?: number;
  partitionKey?: string;
  /** When the record arrived in the stream, epoch milliseconds. */
  arrivedMs?: number;
  /** Name of the stream. */
  stream?: string;
  account?: string;
  region?: string;
}

/** A record with everything Lambda says of it, as handlers typed by `@types/aws-lambda` want it. */
export interface LambdaKinesisRecord extends KinesisStreamRecord {
  kinesis: KinesisStreamRecord['kinesis'] & { kinesisSchemaVersion: string };
  eventSource: string;
  eventVersion: string;
  eventName: string;
  invokeIdentityArn: string;
}

/** A record as Lambda hands it over from a Kinesis stream. */
export function kinesisRecord({
  data,
  sequenceNumber = nextSequenceNumber(),
  shard = 0,
  partitionKey = 'partition-key',
  arrivedMs = Date.UTC(2026, 10, 21, 5, 0, 0, 123),
  stream = 'logs',
  account = '123456789012',
  region = 'eu-west-1',
}: KinesisRecordOptions): LambdaKinesisRecord {
  const shardId = `shardId-${String(shard).padStart(12, '0')}`;
  return {
    kinesis: {
      kinesisSchemaVersion: '1.0',
      partitionKey,
      sequenceNumber,
      data: Buffer.from(data).toString('base64'),
      approximateArrivalTimestamp: arrivedMs / 1000,
    },
    eventSource: 'aws:kinesis',
    eventVersion: '1.0',
    eventID: `${shardId}:${sequenceNumber}`,
    eventName: 'aws:kinesis:record',
    invokeIdentityArn: `arn:aws:iam::${account}:role/logs`,
    awsRegion: region,
    eventSourceARN: `arn:aws:kinesis:${region}:${account}:stream/${stream}`,
  };
}

/** The event of one invocation. */
export function kinesisEvent(records: LambdaKinesisRecord[]): { Records: LambdaKinesisRecord[] } {
  return { Records: records };
}

/** A sequence number of 56 digits; a larger `index` gives a larger one. */
export function sequenceNumberOf(index: number): string {
  return String(firstSequenceNumber + BigInt(index) * sequenceNumberStep);
}

const firstSequenceNumber = 49590338271490256608559692538361571095921575989136588898n;
const sequenceNumberStep = 0x1_0000_0002n;
let made = 0;

function nextSequenceNumber(): string {
  made += 1;
  return sequenceNumberOf(made - 1);
}

/**
 * Gzip data that inflates to this many zero bytes, a thousand times its size: many small members, so
 * that the bomb can be made without the memory it is meant to take.
 */
export function gzipBomb(bytes: number): Buffer {
  const part = 1024 * 1024;
  const whole = Array<Buffer>(Math.floor(bytes / part)).fill(gzipSync(Buffer.alloc(part)));
  return Buffer.concat([...whole, gzipSync(Buffer.alloc(bytes % part))]);
}
