import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { main } from '../../main.ts';
import { help } from './help.ts';
import { parseSetupOptions } from './options.ts';
import { reportText } from './report-view.ts';

async function run(...args: string[]) {
  const io = { stdin: new PassThrough(), stdout: new PassThrough(), stderr: new PassThrough() };
  const code = await main(['opensearch', ...args], io);
  const text = (stream: PassThrough) => String(stream.read() ?? '');
  return { code, stdout: text(io.stdout), stderr: text(io.stderr) };
}

test('everything has a default', () => {
  const { files, ...options } = parseSetupOptions(['setup']);
  expect(files).toEqual({
    folder: expect.stringMatching(/modules\/kinesis-to-es\/opensearch$/),
    dataStreams: false,
    tokens: {
      index_prefix: 'logs-',
      retention_days: 30,
      number_field: 'duration_ms',
      log_type_key: 'log_type',
      log_id_key: 'log_id',
      time_key: 'time',
    },
  });
  expect(options).toMatchObject({ policies: true, dashboards: true, dryRun: false });
  expect(parseSetupOptions(['setup', '--no-policies', '--no-dashboards'])).toMatchObject({
    policies: false,
    dashboards: false,
  });
});

test.each([
  [[], 'what to do is missing: give setup: logdrive opensearch setup --endpoint URL'],
  [['set-up'], 'there is no "set-up": give setup: logdrive opensearch setup --endpoint URL'],
  [['setup', 'a.json'], '"a.json" is not expected: files are given by --folder'],
  [['setup'], 'give --endpoint, the URL of the search engine'],
  [['setup', '--retention-days', '0'], '--retention-days is "0": give whole days, 1 or more'],
  [
    ['setup', '--index-prefix', ''],
    '--index-prefix is "": give what your index names begin with, such as logs-',
  ],
  [
    ['setup', '--time-key', 'a"b'],
    '--time-key is "a\\"b": give the name of a member, of letters, digits, _, @, . and -',
  ],
  [
    ['setup', '--dashboards-url', 'example.com'],
    '--dashboards-url is "example.com": give https://host[:port][/path]',
  ],
  [
    ['setup', '--retention', '7'],
    'there is no option --retention: logdrive opensearch --help lists them all',
  ],
])('%j is bad usage: one line, exit code 2', async (args, words) => {
  expect(await run(...args)).toEqual({ code: 2, stdout: '', stderr: `logdrive: ${words}\n` });
});

test('an endpoint that cannot be reached is one line and exit code 1', async () => {
  const { code, stderr } = await run('setup', '--endpoint', 'http://127.0.0.1:9');
  expect([code, stderr]).toEqual([
    1,
    expect.stringMatching(/^logdrive: http:\/\/127\.0\.0\.1:9 cannot be reached: .*REFUSED.*\n$/),
  ]);
});

test('exports the dashboards to import by hand', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'logdrive-export-'));
  const path = join(folder, 'dashboards.ndjson');
  const { code, stdout } = await run('setup', '--export', path, '--index-prefix', 'app-');
  expect([code, stdout]).toEqual([0, expect.stringMatching(/^61 saved objects written to /)]);
  const lines = readFileSync(path, 'utf8').trimEnd().split('\n');
  const ids = lines.map((line) => JSON.parse(line).id);
  expect(ids).toHaveLength(61);
  expect(ids.filter((id) => !id.startsWith('app-'))).toEqual([]);
  rmSync(folder, { recursive: true });
  expect((await run('setup', '--export', path)).code).toBe(1);
});

test('the help and the README name every option', () => {
  const readme = readFileSync(join(import.meta.dirname, '../../../README.md'), 'utf8');
  for (const option of new Set(help.match(/--[a-z-]+/g))) expect(readme).toContain(option);
});

test('people read what changed by name', () => {
  const report = {
    changed: ['policy logs'],
    unchanged: ['index template logs'],
    skipped: [{ what: '3 saved objects', why: 'no OpenSearch Dashboards' }],
  };
  expect(reportText(report, true)).toBe(
    `would change  policy logs
skipped       3 saved objects: no OpenSearch Dashboards
1 would change, 1 unchanged, 1 skipped
`,
  );
});
