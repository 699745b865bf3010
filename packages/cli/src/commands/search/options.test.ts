import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { main } from '../../main.ts';
import { help } from './help.ts';
import { parseSearchOptions } from './options.ts';

const nowMs = Date.UTC(2026, 10, 21, 5);
const dayMs = 86_400_000;

async function run(...args: string[]) {
  const io = { stdin: new PassThrough(), stdout: new PassThrough(), stderr: new PassThrough() };
  const code = await main(['search', ...args], io);
  const text = (stream: PassThrough) => String(stream.read() ?? '');
  return { code, stdout: text(io.stdout), stderr: text(io.stderr) };
}

test('everything but the endpoint has a default: the newest 50 events of a day', () => {
  expect(parseSearchOptions([], nowMs)).toMatchObject({
    index: 'logs-*',
    limit: 50,
    tail: false,
    query: {
      text: undefined,
      logTypes: [],
      logTypeKey: 'log_type',
      timeKey: 'time',
      sinceMs: nowMs - dayMs,
      untilMs: undefined,
    },
  });
});

test('times are times, or how long ago', () => {
  const args = ['--since', '3d', '--until', '2026-11-21T04:00:00Z', 'level:ERROR'];
  expect(parseSearchOptions(args, nowMs).query).toMatchObject({
    text: 'level:ERROR',
    sinceMs: nowMs - 3 * dayMs,
    untilMs: nowMs - dayMs / 24,
  });
});

test.each([
  [[], 'give --endpoint, the URL of the search engine'],
  [['level:ERROR', 'x'], '"x" is not expected: put the query between quotation marks'],
  [['--limit', '0'], '--limit is "0": give a whole number, 1 to 10000'],
  [['--limit', '10001'], '--limit is "10001": give a whole number, 1 to 10000'],
  [['--limit', '1e3'], '--limit is "1e3": give a whole number, 1 to 10000'],
  [
    ['--since', 'yesterday'],
    '--since is "yesterday": give a time such as 2026-11-21T05:00:00Z, or how long ago, such as 90m, 6h, 3d',
  ],
  [['--since', '1h', '--until', '2h'], '--since is not before --until: give an earlier --since'],
  [['--until', '2d'], '--until is older than --since, a day by default: give an earlier --since'],
  [['--tail', '--until', '1h'], '--tail goes on with what comes in: leave --until out'],
  [
    ['--index', 'a/_delete_by_query'],
    '--index is "a/_delete_by_query": give names of indices with * for any text, and commas between them',
  ],
  [['--from', '1h'], 'there is no option --from: logdrive search --help lists them all'],
])('%j is bad usage: one line, exit code 2', async (args, words) => {
  expect(await run(...args)).toEqual({ code: 2, stdout: '', stderr: `logdrive: ${words}\n` });
});

test('an engine that cannot be reached is one line and exit code 1', async () => {
  const { code, stderr } = await run('--endpoint', 'http://127.0.0.1:9');
  expect([code, stderr]).toEqual([
    1,
    expect.stringMatching(/^logdrive: http:\/\/127\.0\.0\.1:9 cannot be reached: .*REFUSED.*\n$/),
  ]);
});

test('the help and the README name every option', () => {
  const readme = readFileSync(join(import.meta.dirname, '../../../README.md'), 'utf8');
  for (const option of new Set(help.match(/--[a-z-]+/g))) expect(readme).toContain(option);
});
