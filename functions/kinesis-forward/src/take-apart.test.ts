import { zstdCompressSync } from 'node:zlib';
import {
  type CloudWatchOrigin,
  type DecodedData,
  type DecodedEvent,
  defaultKeys,
} from '@logdrive/log-stream';
import { cloudwatchData, cloudwatchEnvelope, kinesisRecord } from '@logdrive/log-stream/testing';
import type { Way } from './route.ts';
import { createRouter } from './router.ts';
import { portionsOf } from './take-apart.ts';
import type { Target } from './target.ts';
import { queueTarget, streamTarget } from './testing/targets.ts';

/** Pieces of a record for the target. */
function piecesOf(target: Target, data: Buffer) {
  const { pieces } = createRouter([target], defaultKeys)([kinesisRecord({ data })]);
  return pieces[0] ?? [];
}

const eachAlone = streamTarget({ partitionKey: 'id' });

/** Portions of a record of more events than a call can have arguments; `more` is what they have else. */
function portionsOfMany(wayOf: (position: number) => Way, more: Partial<DecodedEvent>) {
  const record = kinesisRecord({ data: '' });
  const positions = Array.from({ length: 150_000 }, (_, position) => position);
  const eventAt = (position: number) =>
    ({ position, record, bytes: Buffer.from('{}'), ...more }) as DecodedEvent;
  const events = positions.map(eventAt);
  const data = Buffer.from('');
  const decoded = { record, data, events, rejects: [] } as Partial<DecodedData> as DecodedData;
  return portionsOf(record, decoded, positions.map(wayOf));
}

test('a record can be taken apart into ever so many pieces', () => {
  expect(portionsOfMany(String, {})).toHaveLength(150_000);
});

test('ever so many envelopes can go together', () => {
  const origin = { original: () => Buffer.from('x') } as CloudWatchOrigin;
  const [portion] = portionsOfMany((position) => (position === 0 ? undefined : ''), { origin });
  expect(portion?.data.toString()).toBe(Array(149_999).fill('x').join('\n'));
});

test('the events of a record that each go their own way are found in no time', () => {
  const lines = Array.from({ length: 90_000 }, (_, id) => `{"log_id":"${id}","g":"${id}"}`);
  const queue = queueTarget({ fifo: true, groupId: 'g' });
  const startedMs = performance.now();
  const pieces = piecesOf(queue, Buffer.from(lines.join('\n')));
  expect(performance.now() - startedMs).toBeLessThan(4_000);
  expect(pieces.every(({ fifo }) => fifo?.groupId === fifo?.deduplicationId)).toBe(true);
});

test.each([
  ['gzip', cloudwatchData],
  ['zstd', (envelope: object) => zstdCompressSync(JSON.stringify(envelope))],
])('pieces of a record in %s keep no more memory than they need', (_, compress) => {
  const messages = Array.from({ length: 100 }, (__, id) => `{"id":"${id}"}`);
  const pieces = piecesOf(eachAlone, compress(cloudwatchEnvelope(messages)));
  const buffers = new Set(pieces.map(({ data }) => data.buffer));
  const held = [...buffers].reduce((sum, { byteLength }) => sum + byteLength, 0);
  const bytes = pieces.reduce((sum, { data }) => sum + data.length, 0);
  expect(pieces).toHaveLength(100);
  expect(held).toBeLessThan(3 * bytes);
});
