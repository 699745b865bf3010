import { tooLong } from './file-length.ts';
import { machineTraces } from './machine-traces.ts';

const own = ['/srv/checkouts/logdrive'];
const traces = (text: string, path = 'docs/a.md') => machineTraces([{ path, text }], own);

/** Written with placeholders, or this file itself would not pass. */
test.each([
  ['the clone', 'see /srv/checkouts/logdrive/docs'],
  ['a home folder', 'cd <home>/someone/logdrive'],
  ['a home folder on macOS', 'cd <users>/someone/logdrive'],
  ["root's home folder", 'cat "<root>/.npmrc"'],
  ['a registry of its own', '  "resolved": "<host>/esbuild/-/esbuild-0.28.2.tgz",'],
  ['a registry in .npmrc', 'registry=<host>:4873/'],
  ['an index for pip', '--index-url <host>/simple'],
  ['a folder of wheels', 'find-links = <root>/wheels'],
])('%s is found', (_, line) => {
  const text = line
    .replace('<home>', '/home')
    .replace('<users>', '/Users')
    .replace('<root>', '/root')
    .replace('<host>', 'https://npm.example.com');
  expect(traces(`ok\n${text}`)).toEqual([expect.stringContaining('docs/a.md:2: ')]);
});

test.each([
  '"resolved": "https://registry.npmjs.org/esbuild/-/esbuild-0.28.2.tgz"',
  'include = ["registry.terraform.io/hashicorp/aws"]',
  '/var/task/index.js',
  '/aws/lambda/logdrive-archive',
  'https://example.com/home/page/one',
])('%s is nobody’s own', (line) => {
  expect(traces(line)).toEqual([]);
});

test('a built zip must not be committed', () => {
  expect(traces('PK', 'modules/kinesis-to-s3/lambda.zip')).toHaveLength(1);
});

test('a file of code may have 250 lines and no more', () => {
  const file = (path: string, lines: number) => ({ path, text: 'x\n'.repeat(lines) });
  expect(
    tooLong([file('a.ts', 250), file('README.md', 900), file('x/fixtures/a.ts', 900)]),
  ).toEqual([]);
  expect(tooLong([file('modules/a/main.tf', 251)])).toHaveLength(1);
});
