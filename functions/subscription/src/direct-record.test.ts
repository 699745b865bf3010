import { gzipSync } from 'node:zlib';
import { createConform, takeIn } from '@logdrive/log-stream';
import { cloudwatchData, cloudwatchEnvelope } from '@logdrive/log-stream/testing';
import { directRecord } from './direct-record.ts';

const arrivalOf = (data: Buffer) =>
  directRecord(data.toString('base64'), 'eu-west-1').kinesis.approximateArrivalTimestamp * 1000;

test('is a function of the data alone', () => {
  const data = cloudwatchData(cloudwatchEnvelope(['a line'])).toString('base64');
  const record = directRecord(data, 'eu-west-1');
  expect(directRecord(data, 'eu-west-1')).toEqual(record);
  expect(record.kinesis.sequenceNumber).toMatch(/^[0-9a-f]{32}$/);
  const other = cloudwatchData(cloudwatchEnvelope(['another'])).toString('base64');
  expect(directRecord(other, 'eu-west-1').kinesis.sequenceNumber).not.toBe(
    record.kinesis.sequenceNumber,
  );
});

test('events without an id of the service get the same log ids on every retry', () => {
  const events = ['a', 'b'].map((message) => ({ id: '', timestamp: 1795237200000, message }));
  const data = cloudwatchData(cloudwatchEnvelope(events)).toString('base64');
  const idsOf = () =>
    takeIn([directRecord(data, 'eu-west-1')], createConform()).events.map(({ logId }) => logId);
  expect(new Set(idsOf()).size).toBe(2);
  expect(idsOf()).toEqual(idsOf());
});

test('stands in quarantine entries as cloudwatch-logs, direct', () => {
  const data = Buffer.from('not gzip').toString('base64');
  const { batch, rejects } = takeIn([directRecord(data, 'eu-west-1')], createConform());
  expect(batch).toMatchObject({ stream: 'cloudwatch-logs', shard: 'direct', arrivedMs: 0 });
  expect(rejects).toHaveLength(1);
});

test('arrived when its first log event did, read out of the beginning of large data', () => {
  const timestamp = Date.UTC(2026, 10, 21, 5);
  const noise = Array.from({ length: 2_000 }, (_, n) => `line ${Math.sin(n)} ${Math.cos(n)}`);
  const data = cloudwatchData(cloudwatchEnvelope(noise));
  expect(data.length).toBeGreaterThan(10_000);
  expect(arrivalOf(data)).toBe(timestamp);
  expect(arrivalOf(cloudwatchData(cloudwatchEnvelope(['one'])))).toBe(timestamp);
});

test.each([
  ['nothing', Buffer.alloc(0)],
  ['a byte', Buffer.from('1f', 'hex')],
  ['plain text', Buffer.from('{"timestamp":1795237200000}')],
  ['gzip without a timestamp', gzipSync('{}')],
  ['gzip that inflates a thousand times', gzipSync(Buffer.alloc(50_000_000))],
])('%s arrived at the epoch', (_, data) => {
  expect(arrivalOf(data)).toBe(0);
});
