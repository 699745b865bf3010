import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { createIndexName, indexPatternProblem } from './index-name.ts';

const timeMs = Date.UTC(2026, 10, 21, 23, 30);
const daily = createIndexName({ pattern: 'logs-{log_type}-{yyyy}.{MM}.{dd}', timeZone: 'UTC' });

test.each([
  ['orders', 'logs-orders-2026.11.21'],
  ['vpc_flow', 'logs-vpc_flow-2026.11.21'],
  ['a.b-c', 'logs-a.b-c-2026.11.21'],
  // What must change carries the beginning of its SHA-256.
  ['App', 'logs-app-0d04bfeb-2026.11.21'],
  ['a/b', 'logs-a_b-c14cddc0-2026.11.21'],
  ['größe', 'logs-gr__e-d353a267-2026.11.21'],
])('%s goes to %s', (logType, name) => {
  expect(daily(logType, timeMs)).toBe(name);
});

test("the day is that of the configured zone, by the event's own time", () => {
  const name = createIndexName({ pattern: 'l-{yyyy}-{MM}-{dd}-{HH}', timeZone: 'Asia/Tokyo' });
  expect(name('any', timeMs)).toBe('l-2026-11-22-08');
  expect(name('any', timeMs - 86_400_000)).toBe('l-2026-11-21-08');
});

test('a log type at the beginning of a name leaves out what no name begins with', () => {
  const name = createIndexName({ pattern: '{log_type}', timeZone: 'UTC' });
  expect(name('orders', timeMs)).toBe('orders');
  expect(name('.opendistro_security', timeMs)).toMatch(/^opendistro_security-[0-9a-f]{8}$/);
  expect(name('..', timeMs)).toMatch(/^[0-9a-f]{8}$/);
  expect(name('_bulk', timeMs)).toMatch(/^bulk-[0-9a-f]{8}$/);
});

test('a name is cut where it would be too long, a data stream a little sooner', () => {
  const long = 'x'.repeat(400);
  expect(daily(long, timeMs)).toHaveLength(255);
  expect(daily(`${long}y`, timeMs)).not.toBe(daily(long, timeMs));
  const stream = createIndexName({ pattern: 'l-{log_type}', timeZone: 'UTC', dataStream: true });
  expect(stream(long, timeMs)).toHaveLength(243);
});

test('years of more than four digits are written out', () => {
  expect(daily('app', Date.UTC(12_026, 0, 2))).toBe('logs-app-012026.01.02');
  expect(daily('app', Date.UTC(-1, 0, 2))).toBe('logs-app--000001.01.02');
});

test('any log type has a legal name, the same each time, and no two have the same', () => {
  const name = createIndexName({ pattern: '{log_type}-{yyyy}', timeZone: 'UTC' });
  const logType = fc.oneof(
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 300 }),
    fc.string(),
  );
  fc.assert(
    fc.property(logType, logType, (one, other) => {
      const made = name(one, timeMs);
      expect(made).toMatch(/^[a-z0-9][a-z0-9._-]{0,254}$/);
      expect(name(one, timeMs)).toBe(made);
      if (one !== other) expect(name(other, timeMs)).not.toBe(made);
    }),
  );
});

test('names are right for more log types than are remembered', () => {
  for (let index = 0; index < 2_500; index += 1) {
    expect(daily(`t${index % 1_250}`, timeMs)).toBe(`logs-t${index % 1_250}-2026.11.21`);
  }
});

test('what is remembered does not grow with log types times hours', () => {
  setFlagsFromString('--expose-gc');
  const collect: () => void = runInNewContext('gc');
  collect();
  const before = process.memoryUsage().heapUsed;
  const name = createIndexName({ pattern: 'l-{log_type}-{HH}', timeZone: 'UTC' });
  for (let at = 0; at < 300 * 900_000; at += 900_000) {
    for (let index = 0; index < 900; index += 1) name(`t${index}`, timeMs + at);
  }
  collect();
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(10 * 1024 * 1024);
  expect(name('t1', timeMs)).toBe('l-t1-23');
});

test.each([
  ['logs-{log_type}', undefined],
  ['{log_type}', undefined],
  ['{yyyy}-x', undefined],
  ['Logs-{log_type}', 'small letters'],
  ['logs-{type}', 'small letters'],
  ['logs {log_type}', 'small letters'],
  ['-logs', 'begin with'],
  ['.logs', 'begin with'],
  ['', 'begin with'],
  ['{log_type}-{log_type}', 'once'],
  ['l'.repeat(129), '128'],
])('of the pattern %j says %s', (pattern, words) => {
  const problem = indexPatternProblem(pattern);
  if (words === undefined) expect(problem).toBeUndefined();
  else expect(problem).toContain(words);
});
