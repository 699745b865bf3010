import { createConform, takeIn } from '@logdrive/log-stream';
import { kinesisRecord, sampleEvents } from '@logdrive/log-stream/testing';
import { bodyOf, createEntries, cut, type Entry, halves, sizeOf } from './bulk-body.ts';

const entryOf = createEntries('create', (logType) => `logs-${logType}`);
const entries = sampleEvents(10).events.map(entryOf);
const ids = (bodies: readonly (readonly Entry[])[]) =>
  bodies.map((body) => body.map(({ event }) => event.logId));

test('a body is a line of action and the event as it arrived, for each event', () => {
  const body = bodyOf(entries.slice(0, 2)).toString();
  const [first, second] = entries as [Entry, Entry];
  expect(body).toBe(
    [
      '{"create":{"_index":"logs-type_0","_id":"id-0"}}',
      first.event.bytes,
      '{"create":{"_index":"logs-type_1","_id":"id-1"}}',
      second.event.bytes,
      '',
    ].join('\n'),
  );
});

test('an id is written as JSON, its size in bytes counted', () => {
  const odd = { log_type: 'app', log_id: 'a"\n\u2028ö😀', time: '2026-11-21T05:00:00Z' };
  const record = kinesisRecord({ data: JSON.stringify(odd) });
  const [event] = takeIn([record], createConform()).events;
  if (event === undefined) throw new Error('no event');
  const entry = createEntries('index', () => 'i')(event);
  const [action = ''] = bodyOf([entry]).toString().split('\n');
  expect(JSON.parse(action)).toEqual({ index: { _index: 'i', _id: 'a"\n\u2028ö😀' } });
  expect(bodyOf([entry])).toHaveLength(entry.bytes);
});

describe('cut', () => {
  const size = sizeOf(entries.slice(0, 1));

  test('by count', () => {
    const bodies = cut(entries, { bytes: 1_000_000, count: 4 });
    expect(bodies.map(({ length }) => length)).toEqual([4, 4, 2]);
    expect(bodies.flat()).toEqual(entries);
  });

  test('by bytes: a body may be as large as the limit, not larger', () => {
    expect(cut(entries, { bytes: 3 * size, count: 100 }).map(sizeOf)).toEqual([
      3 * size,
      3 * size,
      3 * size,
      size,
    ]);
    expect(cut(entries, { bytes: 3 * size - 1, count: 100 })[0]).toHaveLength(2);
  });

  test('a larger document goes alone', () => {
    expect(cut(entries, { bytes: 10, count: 100 })).toHaveLength(10);
  });

  test('nothing is no body', () => {
    expect(cut([], { bytes: 10, count: 10 })).toEqual([]);
  });
});

describe('halves', () => {
  const large = (entry: Entry): Entry => ({ ...entry, bytes: 1_000_000 });

  test('are about equal in bytes, and hold every entry once', () => {
    const [left, right] = halves(entries);
    expect([left.length, right.length].sort()).toEqual([5, 5]);
    expect([...left, ...right]).toEqual(entries);
  });

  test.each([0, 1, 5, 9])('a large document at place %d soon stands alone', (place) => {
    let body = entries.map((entry, index) => (index === place ? large(entry) : entry));
    let cuts = 0;
    while (body.length > 1) {
      const parts = halves(body);
      expect(parts.every(({ length }) => length > 0)).toBe(true);
      body = parts.find((part) => sizeOf(part) >= 1_000_000) ?? [];
      cuts += 1;
    }
    expect(ids([body])).toEqual([[`id-${place}`]]);
    expect(cuts).toBeLessThanOrEqual(2);
  });
});
