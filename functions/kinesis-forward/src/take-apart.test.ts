import { zstdCompressSync } from 'node:zlib';
import { defaultKeys } from '@logdrive/log-stream';
import { cloudwatchData, cloudwatchEnvelope, kinesisRecord } from '@logdrive/log-stream/testing';
import { createRouter } from './router.ts';
import type { Target } from './target.ts';
import { queueTarget, streamTarget } from './testing/targets.ts';

/** Pieces of a record for the target. */
function piecesOf(target: Target, data: Buffer) {
  const { pieces } = createRouter([target], defaultKeys)([kinesisRecord({ data })]);
  return pieces[0] ?? [];
}

/** More than a call can have arguments. */
const many = 150_000;

const eachAlone = streamTarget({ partitionKey: 'id' });

test('a record can be taken apart into very many pieces', () => {
  const lines = Array.from({ length: many }, (_, id) => `{"id":${id}}`);
  expect(piecesOf(eachAlone, Buffer.from(lines.join('\n')))).toHaveLength(many);
});

test('very many envelopes can go together', () => {
  const envelope = (type: string) =>
    `{"messageType":"D","logGroup":"g","logEvents":[{"message":"{\\"log_type\\":\\"${type}\\"}"}]}`;
  const data = Buffer.from([envelope('db'), ...Array(many).fill(envelope('app'))].join('\n'));
  const pieces = piecesOf(streamTarget({ logTypes: ['app'] }), data);
  expect(pieces.map(({ positions }) => positions?.length)).toEqual([many]);
});

test('the events of a record that each go their own way are found in no time', () => {
  const lines = Array.from({ length: 100_000 }, (_, id) => `{"log_id":"${id}","g":"${id}"}`);
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
