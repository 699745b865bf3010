import {
  createConform,
  createDeadline,
  createLog,
  type ObjectStore,
  takeIn,
} from '@logdrive/log-stream';
import { kinesisRecord } from '@logdrive/log-stream/testing';
import { createEncoding } from './compression.ts';
import { createPartitioner } from './partitions.ts';
import { s3Sink } from './s3-sink.ts';

const types = 40;
const records = Array.from({ length: types }, (_, n) =>
  kinesisRecord({
    data: JSON.stringify({ log_type: `type-${n}`, time: '2026-11-21T05:00:00Z' }),
    sequenceNumber: String(n),
  }),
);
const { events, batch } = takeIn(records, createConform());
const deadline = createDeadline(() => 60_000);

/** Takes so many objects an invocation; the others must wait for the next. */
function storeThatTakes(count: number) {
  const asked: string[] = [];
  let left = count;
  const store: ObjectStore = {
    async putOnce({ key }) {
      asked.push(key);
      left -= 1;
      if (left < 0) throw new Error('the time is up');
      return 'written';
    },
  };
  const nextInvocation = () => {
    asked.length = 0;
    left = count;
  };
  return { store, asked, nextInvocation };
}

function sinkTo(store: ObjectStore) {
  const partition = createPartitioner('UTC');
  const encoding = createEncoding({ kind: 'none' });
  return s3Sink({ store, partition, encoding, prefix: 'logs', log: createLog(() => {}) });
}

test('a batch with more partitions than an invocation can write gets on from attempt to attempt', async () => {
  const { store, asked, nextInvocation } = storeThatTakes(15);
  const sink = sinkTo(store);
  const left: number[] = [];
  const seen = new Set<string>();
  for (let attempt = 0; attempt < 3; attempt += 1) {
    nextInvocation();
    const { retry, delivered } = await sink.deliver(events, batch, deadline);
    for (const key of asked.slice(0, 15)) {
      expect(seen.has(key)).toBe(false);
      seen.add(key);
    }
    expect(delivered + retry.length).toBe(types);
    left.push(retry.length);
  }
  expect(left).toEqual([25, 10, 0]);
});

test('a batch that has been written whole is asked for again, should it come back all the same', async () => {
  const { store, asked } = storeThatTakes(2 * types);
  const sink = sinkTo(store);
  await sink.deliver(events, batch, deadline);
  await sink.deliver(events, batch, deadline);
  expect(asked).toHaveLength(2 * types);
});
