import type { SentEvent } from '../events.ts';
import { HopAccount } from './hop-account.ts';
import { closeHops, type Found, type Hop, settleHops } from './hops.ts';

const pauseMs = 1;
const sent: SentEvent = { logType: 'a', bytes: Buffer.from('{"n":1}'), fate: 'delivered' };
const arrival: Found = { delivered: [{ bytes: sent.bytes, place: 'p' }], quarantined: [] };

/** A hop at which something is found at each look. */
function hop(name: string, finds: Found[], next: Hop[] = []): Hop {
  const rules = { name, fateOf: ({ fate }: SentEvent) => fate, givesLogIds: false };
  return {
    account: new HopAccount(rules, 'log_id'),
    find: async () => finds.shift() ?? { delivered: [], quarantined: [] },
    next: next.map(({ account }) => account),
  };
}

test('waits until what was sent has come through all hops', async () => {
  const nothing = { delivered: [], quarantined: [] };
  const last = hop('last', [nothing, nothing, arrival]);
  const first = hop('first', [nothing, arrival], [last]);
  first.account.send(sent);
  const looks: object[] = [];
  await settleHops([first, last], { pauseMs, onLook: (progress) => looks.push(progress) });
  expect(looks).toEqual([
    { sent: 1, accounted: 0 },
    { sent: 2, accounted: 1 },
    { sent: 2, accounted: 2 },
  ]);
  await closeHops([first, last], 0);
  expect([first, last].flatMap(({ account }) => account.problems)).toEqual([]);
});

test('knows what has come through between looking at the beginning and at the end', async () => {
  const order: string[] = [];
  const last = hop('last', [arrival]);
  const first = hop('first', [arrival], [last]);
  first.account.send(sent);
  const watched = [first, last].map((each) => ({
    ...each,
    find: () => {
      order.push(each.account.name);
      return each.find();
    },
  }));
  await settleHops(watched, { pauseMs });
  expect(order).toEqual(['last', 'first']);
  expect(last.account.problems).toEqual([]);
});

test('gives up where nothing changes any more, and says where', async () => {
  const first = hop('forward -> search', []);
  first.account.send(sent);
  const settling = settleHops([first], { pauseMs, patienceMs: 20, filteredPatienceMs: 5 });
  await expect(settling).rejects.toThrow('unaccounted for: 1 of 1 at forward -> search');
});

test('takes for granted what must be filtered and left no trace', async () => {
  const first = hop('first', []);
  first.account.send({ ...sent, fate: 'filtered' });
  await settleHops([first], { pauseMs, patienceMs: 1000, filteredPatienceMs: 5 });
  expect(first.account.counts.filtered).toBe(1);
});
