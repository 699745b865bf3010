import { EntryQueue } from './entry-queue.ts';
import type { PutEntry } from './put-entry.ts';

const entry = (index: number, bytes = 10): PutEntry => ({
  data: Buffer.alloc(bytes - 1),
  partitionKey: 'k',
  bytes,
  members: [index],
  failures: 0,
});
const limits = { callRecords: 3, callBytes: 100 };
const indexes = (entries: readonly PutEntry[]) => entries.flatMap(({ members }) => members);

test('a call ends at the limit of records', () => {
  const queue = new EntryQueue(
    [0, 1, 2, 3].map((index) => entry(index)),
    limits,
  );
  expect(indexes(queue.take())).toEqual([0, 1, 2]);
  expect(indexes(queue.take())).toEqual([3]);
  expect(queue.take()).toEqual([]);
});

test('a call ends before the entry that would break the limit of bytes', () => {
  const queue = new EntryQueue([entry(0, 60), entry(1, 40), entry(2, 99), entry(3, 2)], limits);
  expect(indexes(queue.take())).toEqual([0, 1]);
  expect(indexes(queue.take())).toEqual([2]);
  expect(indexes(queue.take())).toEqual([3]);
});

test('those whose pause is over share a call with fresh ones', () => {
  const queue = new EntryQueue(
    Array.from({ length: 10 }, (_, index) => entry(index)),
    { callRecords: 4, callBytes: 100 },
  );
  queue.putBack(queue.take(), 0);
  expect(indexes(queue.take())).toEqual([0, 1, 4, 5]);
  expect(indexes(queue.take())).toEqual([2, 3, 6, 7]);
  expect(indexes(queue.take())).toEqual([8, 9]);
});

test('nor do they take more than half of its bytes', () => {
  const entries = [entry(0, 40), entry(1, 40), entry(2, 40), entry(3, 10)];
  const queue = new EntryQueue(entries, { callRecords: 100, callBytes: 100 });
  queue.putBack(queue.take(), 0);
  expect(indexes(queue.take())).toEqual([0, 2, 3]);
  expect(indexes(queue.take())).toEqual([1]);
});

test('without fresh ones they have the whole call', () => {
  const queue = new EntryQueue([entry(0, 90), entry(1)], limits);
  queue.putBack(queue.take(), 0);
  expect(indexes(queue.take())).toEqual([0, 1]);
});

test('those whose pause lasts stay', () => {
  const queue = new EntryQueue(
    [0, 1].map((index) => entry(index)),
    limits,
  );
  queue.putBack(queue.take(), 60_000);
  expect(queue.take()).toEqual([]);
  expect(queue.msUntilDue()).toBeGreaterThan(50_000);
});

test('says when the first pause is over', async () => {
  const queue = new EntryQueue([], limits);
  expect(queue.msUntilDue()).toBeUndefined();
  queue.putBack([entry(0)], 60_000);
  queue.putBack([entry(1)], 20);
  const pauseMs = queue.msUntilDue() ?? Number.NaN;
  expect(pauseMs).toBeLessThanOrEqual(20);
  await new Promise((resolve) => setTimeout(resolve, pauseMs + 5));
  expect(indexes(queue.take())).toEqual([1]);
});

test('gives out everything that is left, once', () => {
  const queue = new EntryQueue(
    [0, 1, 2, 3, 4].map((index) => entry(index)),
    limits,
  );
  const [first] = queue.take();
  if (first !== undefined) queue.putBack([first], 60_000);
  queue.add([entry(9)]);
  expect(indexes(queue.drain()).sort()).toEqual([0, 3, 4, 9]);
  expect(queue.drain()).toEqual([]);
  expect(queue.take()).toEqual([]);
});

test('ever so many can be added and put back', () => {
  const many = Array<PutEntry>(150_000).fill(entry(0));
  const queue = new EntryQueue([], limits);
  queue.add(many);
  queue.putBack(many, 0);
  expect(queue.take()).toHaveLength(3);
  expect(queue.drain()).toHaveLength(2 * many.length - 3);
});
