import type { SentEvent } from '../events.ts';
import type { FunctionFigures } from './function-log.ts';
import { HopAccount, type HopRules } from './hop-account.ts';

const id = 'a'.repeat(32);

function event(text: string, more: Partial<SentEvent> = {}): SentEvent {
  return { logType: 'orders', bytes: Buffer.from(text), fate: 'delivered', ...more };
}

const withId = event('{"n":1,"log_id":"mine"}');
const without = event('{"n":2}');
const unwanted = event('{"n":3}', { fate: 'filtered' });
const broken = event('broken', { fate: 'not_json' });

function account(rules: Partial<HopRules> = {}): HopAccount {
  const given = { name: 'hop', fateOf: ({ fate }: SentEvent) => fate, givesLogIds: true, ...rules };
  const hop = new HopAccount(given, 'log_id');
  for (const each of [withId, without, unwanted, broken]) hop.send(each);
  return hop;
}

function figures(more: Partial<FunctionFigures> = {}): FunctionFigures {
  const counts = { received: 4, delivered: 2, filtered: 1, quarantined: 1, retried: 0 };
  return { batches: 1, ...counts, errors: [], ...more };
}

function allWell(hop = account()): HopAccount {
  hop.deliver(withId.bytes, 'p');
  hop.deliver(Buffer.from(`{"n":2,"log_id":"${id}"}`), 'p');
  hop.quarantine(broken.bytes, 'not_json');
  hop.filter(1);
  return hop;
}

test('adds up, and hands on what comes to the next hop', () => {
  const hop = allWell();
  hop.close(figures());
  expect(hop.problems).toEqual([]);
  expect(hop.counts).toEqual({ sent: 4, delivered: 2, filtered: 1, quarantined: 1 });
  const line = Buffer.from(`{"n":2,"log_id":"${id}"}`);
  expect(account().deliver(line, 'p')).toMatchObject({ logType: 'orders', bytes: line });
});

test.each<[string, Partial<HopRules>, (hop: HopAccount) => void, RegExp]>([
  ['an event twice', {}, (h) => [1, 2].map(() => h.deliver(withId.bytes, 'p')), /or twice/],
  ['a changed byte', {}, (h) => h.deliver(Buffer.from('{"n": 2}'), 'p'), /was not sent/],
  ['no id', {}, (h) => h.deliver(without.bytes, 'p'), /without a log id/],
  [
    'an id that a forwarding function adds',
    { givesLogIds: false },
    (h) => h.deliver(Buffer.from(`{"n":2,"log_id":"${id}"}`), 'p'),
    /was not sent/,
  ],
  ['an unwanted event', {}, (h) => h.deliver(unwanted.bytes, 'p'), /delivered instead of filtered/],
  ['a sound event set aside', {}, (h) => h.quarantine(withId.bytes, 'schema'), /schema instead of/],
  ['another reason', {}, (h) => h.quarantine(broken.bytes, 'bad_time'), /instead of not_json/],
  ['unknown bytes set aside', {}, (h) => h.quarantine(Buffer.from('x'), 'schema'), /was not sent/],
  [
    'another place',
    { placeOf: () => 'here' },
    (h) => h.deliver(withId.bytes, 'there'),
    /in there instead of here/,
  ],
])('sees %s', (_, rules, arrive, problem) => {
  const hop = account(rules);
  arrive(hop);
  expect(hop.problems[0]).toMatch(problem);
});

test('sees what is missing, and a function that counts otherwise', () => {
  const lost = account();
  lost.deliver(withId.bytes, 'p');
  lost.quarantine(broken.bytes, 'not_json');
  lost.filter(2);
  lost.close();
  expect(lost.problems).toEqual([
    expect.stringMatching(/neither delivered nor quarantined: .*2}$/),
  ]);

  const boasting = allWell();
  boasting.close(figures({ delivered: 3, filtered: 0 }));
  expect(boasting.problems).toEqual([expect.stringMatching(/the function counts/)]);

  const failing = allWell();
  failing.close(figures({ errors: ['Error: x'] }));
  expect(failing.problems).toEqual(['hop: the function says: Error: x']);
});

test('a log that lacks a line says nothing against what was found', () => {
  const hop = allWell();
  hop.close(figures({ received: 3, delivered: 1 }));
  expect(hop.problems).toEqual([]);
});

test('takes for filtered only what must be', () => {
  const hop = account();
  expect(hop.takeFilteredForGranted()).toBe(false);
  hop.deliver(withId.bytes, 'p');
  hop.deliver(Buffer.from(`{"n":2,"log_id":"${id}"}`), 'p');
  hop.quarantine(broken.bytes, 'not_json');
  expect(hop.open).toBe(1);
  expect(hop.takeFilteredForGranted()).toBe(true);
  hop.filter(0);
  expect(hop.open).toBe(0);
});
