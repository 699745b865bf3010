import { kinesisRecord } from '@logdrive/log-stream/testing';
import { Acknowledged } from './acknowledged.ts';
import type { Outcome, Piece } from './piece.ts';

const pieceOf = (data: string, source: number): Piece => ({
  record: kinesisRecord({ data, sequenceNumber: '200' }),
  ...{ source, part: 0, positions: undefined, partitionKey: 'k' },
  data: Buffer.from(data),
});
const delivered: Outcome = { status: 'delivered' };
const retry: Outcome = { status: 'retry', error: new Error('throttled') };

// Kinesis gives no two records one id; whoever calls the function by hand may.
test('of two records with one id, what was acknowledged of the one says nothing of the other', () => {
  const acknowledged = new Acknowledged();
  const [a, b] = [pieceOf('a', 0), pieceOf('b', 1)];
  acknowledged.update(0, [b, a], [retry, delivered], 2, 0);
  expect(acknowledged.open(0, [b, a]).pieces).toEqual([b]);
  acknowledged.update(0, [b, a], [delivered, delivered], 2, 2);
  expect(acknowledged.size).toBe(0);
});
