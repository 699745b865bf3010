import { createConform, takeIn } from '@logdrive/log-stream';
import { kinesisRecord } from '@logdrive/log-stream/testing';
import { createEntries, type Entry } from './bulk-body.ts';
import type { Item } from './bulk-item.ts';
import { type BulkAnswer, Delivery } from './delivery.ts';

const limits = { bytes: 1_000_000, count: 100 };
const created: Item = { kind: 'created' };
const refusal = { type: 'illegal_argument_exception', reason: 'no' };

function entriesOf(count: number): Entry[] {
  const records = Array.from({ length: count }, (_, id) =>
    kinesisRecord({ data: `{"log_type":"app","log_id":"${id}","time":"2026-11-21T05:00:00Z"}` }),
  );
  return takeIn(records, createConform()).events.map(createEntries('create', () => 'logs'));
}

const idsOf = (entries: readonly Entry[]) => entries.map(({ event }) => event.logId);
const items = (entries: readonly Entry[]): BulkAnswer => ({
  kind: 'items',
  items: entries.map(() => created),
});

/** A delivery whose endpoint answers as told, and the ids in each request. */
function createDelivery(answer: (entries: readonly Entry[]) => BulkAnswer, ms = 5_000) {
  const end = Date.now() + ms;
  const remainingMs = () => Math.max(0, end - Date.now());
  const requests: string[][] = [];
  const delivery = new Delivery({
    post: async (entries) => {
      requests.push(idsOf(entries));
      return answer(entries);
    },
    deadline: { remainingMs, signal: AbortSignal.timeout(ms) },
    limits,
    asText: undefined,
  });
  return { delivery, requests };
}

test.each(['too_large', 'refused'] as const)(
  'a body that is %s as a whole is taken apart, down to the one event that spoils it',
  async (kind) => {
    const { delivery, requests } = createDelivery((entries) =>
      idsOf(entries).includes('7') ? { kind, refusal } : items(entries),
    );
    await delivery.send(entriesOf(20));
    expect(delivery.counts.created).toBe(19);
    expect(delivery.retry).toEqual([]);
    const reason = kind === 'refused' ? 'refused:illegal_argument_exception' : 'too_large';
    expect(delivery.refused).toMatchObject([{ reason }]);
    expect(requests.length).toBeLessThanOrEqual(2 * Math.ceil(Math.log2(20)) + 1);
  },
);

test('a halt ends the whole delivery: no other body is sent, all events come back', async () => {
  const { delivery, requests } = createDelivery(() => ({ kind: 'halt', refusal }));
  const entries = entriesOf(4);
  for (const entry of entries) await delivery.send([entry]);
  expect(requests).toEqual([['0']]);
  expect(delivery.retry).toHaveLength(4);
  expect([...delivery.troubles.values()]).toEqual([refusal]);
});

test('a halt in one body ends the retries of another', async () => {
  let answers = 0;
  const { delivery } = createDelivery((entries) => {
    answers += 1;
    return { kind: idsOf(entries).includes('0') ? 'again' : 'halt', refusal };
  });
  const [first, second] = entriesOf(2) as [Entry, Entry];
  await Promise.all([delivery.send([first]), delivery.send([second])]);
  expect(delivery.retry).toHaveLength(2);
  expect(answers).toBeLessThanOrEqual(3);
});

test('nothing is sent when the time is up', async () => {
  const { delivery, requests } = createDelivery(items, 0);
  await delivery.send(entriesOf(3));
  expect(requests).toEqual([]);
  expect(delivery.retry).toHaveLength(3);
});

test('every entry is answered for once, whatever mixture of answers comes', async () => {
  const kinds: Item[] = [
    created,
    { kind: 'there' },
    { kind: 'retry', refusal },
    { kind: 'refused', refusal, status: 400 },
  ];
  let seed = 7;
  const random = (most: number) => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) & 0x7fffffff;
    return seed % most;
  };
  const { delivery } = createDelivery((entries) => {
    const whole = random(6);
    if (whole === 0) return { kind: 'again', refusal };
    if (whole === 1) return { kind: 'too_large', refusal };
    return { kind: 'items', items: entries.map(() => kinds[random(4)] ?? created) };
  }, 1_000);
  await delivery.send(entriesOf(60));
  const { counts, refused, retry } = delivery;
  expect(counts.created + counts.there + refused.length + retry.length).toBe(60);
});

test('what was there before has no age: it was acknowledged then', async () => {
  const { delivery } = createDelivery((entries) => ({
    kind: 'items',
    items: entries.map(() => ({ kind: 'there' })),
  }));
  await delivery.send(entriesOf(3));
  expect(delivery.counts.there).toBe(3);
  expect(delivery.freshness.figures()).toEqual({});
});

test("a mistake of our own is not taken for the destination's", async () => {
  const { delivery } = createDelivery(() => {
    throw new TypeError('x is undefined');
  });
  await expect(delivery.send(entriesOf(1))).rejects.toThrow('x is undefined');
});
