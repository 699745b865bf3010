import type { SentEvent } from '../events.ts';
import { Ledger } from './ledger.ts';

const idA = 'a'.repeat(32);
const idB = 'b'.repeat(32);

function sent(text: string, more: Partial<SentEvent> = {}): SentEvent {
  return { logType: 'orders', bytes: Buffer.from(text), ...more };
}

function ledgerOf(...events: SentEvent[]): Ledger {
  const ledger = new Ledger('log_id');
  for (const event of events) ledger.send(event);
  return ledger;
}

const withId = '{"n":1,"log_id":"mine"}';
const lineOf = (n: number, id: string) => Buffer.from(`{"n":${n},"log_id":"${id}"}`);

describe('Ledger', () => {
  test('finds events as they were sent, with a derived id, and in the quarantine', () => {
    const ledger = ledgerOf(sent(withId), sent('{"n":2}'), sent('broken'));
    expect(ledger.deliver(Buffer.from(withId), 'p')?.asSent.toString()).toBe(withId);
    expect(ledger.deliver(lineOf(2, idA), 'p')?.asSent.toString()).toBe('{"n":2}');
    ledger.quarantine(Buffer.from('broken'), 'not_json');
    ledger.close(0);
    expect(ledger.problems).toEqual([]);
    expect(ledger.totals.all).toEqual({ sent: 3, delivered: 2, quarantined: 1 });
  });

  test('finds an event that came with an empty id, written anew', () => {
    const ledger = ledgerOf(sent('{"log_id":null, "n":1.0}'), sent('{"n":2,"log_id":""}'));
    ledger.deliver(Buffer.from(`{"log_id":"${idA}","n":1.0}`), 'p');
    ledger.deliver(lineOf(2, idB), 'p');
    ledger.close(0);
    expect(ledger.problems).toEqual([]);
  });

  test.each<[string, (ledger: Ledger) => void, RegExp]>([
    ['an event twice', (l) => [1, 2].map(() => l.deliver(Buffer.from(withId), 'p')), /or twice/],
    ['a changed byte', (l) => l.deliver(Buffer.from('{"n": 1,"log_id":"mine"}'), 'p'), /not sent/],
    ['an invented event', (l) => l.deliver(lineOf(9, idA), 'p'), /not sent/],
    ['no id', (l) => l.deliver(Buffer.from('{"n":2}'), 'p'), /without a log id/],
    ['changed bytes', (l) => l.quarantine(Buffer.from('broke'), 'not_json'), /bytes not sent/],
    [
      'another reason',
      (l) => l.quarantine(Buffer.from('broken'), 'bad_time'),
      /instead of not_json/,
    ],
    ['another folder', (l) => l.deliver(lineOf(3, 'x'), 'hour=04'), /instead of hour=05/],
    ['an unwanted event', (l) => l.deliver(lineOf(4, 'x'), 'p'), /instead of filtered/],
  ])('sees %s', (_, arrive, problem) => {
    const ledger = ledgerOf(
      sent(withId),
      sent('{"n":2}'),
      sent('broken', { fate: 'not_json' }),
      sent('{"n":3,"log_id":"x"}', { partition: 'hour=05' }),
      sent('{"n":4,"log_id":"x"}', { fate: 'filtered' }),
    );
    arrive(ledger);
    expect(ledger.problems).toEqual([expect.stringMatching(problem)]);
  });

  test('tells events of the same bytes by their derived ids', () => {
    const ledger = ledgerOf(sent('{"n":1}'), sent('{"n":1}'));
    ledger.deliver(lineOf(1, idA), 'p');
    ledger.deliver(lineOf(1, idA), 'p');
    expect(ledger.problemCount).toBe(1);
    ledger.deliver(lineOf(1, idB), 'p');
    expect(ledger.totals.all.delivered).toBe(2);
    expect(ledger.problemCount).toBe(1);
  });

  test('is quick with very many events of the same bytes', () => {
    const count = 50_000;
    const ledger = ledgerOf(...Array.from({ length: count }, () => sent('{"n":1}')));
    for (let n = 0; n < count; n += 1) {
      ledger.deliver(lineOf(1, n.toString(16).padStart(32, '0')), 'p');
    }
    expect(ledger.totals.all.delivered).toBe(count);
    expect(ledger.problems).toEqual([]);
  });

  test('misses at the end what was not found, unless it was filtered', () => {
    const events = [sent('a', { fate: 'filtered' }), sent('b', { fate: 'filtered' })];
    const good = ledgerOf(...events);
    good.close(2);
    expect(good.problems).toEqual([]);

    const uncounted = ledgerOf(...events);
    uncounted.close(1);
    expect(uncounted.problems).toEqual(['2 events are not in the bucket, and 1 were filtered']);

    const lost = ledgerOf(sent('c', { fate: 'delivered' }));
    lost.close(1);
    expect(lost.problems).toEqual(['orders: not delivered, missing']);
  });
});
