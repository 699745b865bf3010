import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { lineFormats } from '@logdrive/log-stream';
import { codeBlocks } from '../../../scripts/package/code-blocks.ts';
import { help } from './commands/explain/help.ts';

const clone = join(import.meta.dirname, '../../..');
const bin = join(clone, 'node_modules/.bin');
const readme = readFileSync(join(import.meta.dirname, '../README.md'), 'utf8');
const packageReadme = readFileSync(join(clone, 'packages/log-stream/README.md'), 'utf8');

interface Example {
  line: number;
  command: string;
  prints: string;
}

/** The blocks of `sh` with what they print behind them: `text` on a terminal, `json` elsewhere. */
function examplesIn(text: string): Example[] {
  return codeBlocks(text).flatMap(({ language, code, line }, index, blocks): Example[] => {
    const next = blocks[index + 1];
    if (language !== 'sh' || next === undefined) return [];
    // No terminal is at hand here, so the view is asked for.
    const explain = next.language === 'text' ? 'logdrive explain --no-json' : 'logdrive explain';
    const command = code.replaceAll('npx logdrive explain', explain);
    return /^(text|json)$/.test(next.language) ? [{ line, command, prints: next.code }] : [];
  });
}

function expectPrinted({ command, prints }: Example): void {
  const env = { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH}` };
  const cwd = mkdtempSync(join(tmpdir(), 'logdrive-readme-'));
  const { stdout, stderr } = spawnSync('sh', ['-c', command], { cwd, env, encoding: 'utf8' });
  rmSync(cwd, { recursive: true });
  expect(stderr).toBe('');
  expect(stdout.trimEnd()).toBe(prints.trimEnd());
}

const examples = examplesIn(readme);
const lineExamples = examplesIn(packageReadme);

test('the README has an example for each kind of input', () => {
  expect(examples).toHaveLength(6);
});

test.each(examples)('README.md:$line prints what it says', expectPrinted);

test("the package's README explains a line of every format", () => {
  const formats = lineExamples.map(({ prints }) => JSON.parse(prints).format);
  expect(formats.sort()).toEqual(lineFormats.map(({ name }) => name).sort());
});

test.each(lineExamples)("the package's README.md:$line prints what it says", expectPrinted);

test('the README names every option that the help has', () => {
  const options = new Set(help.match(/--[a-z-]+/g));
  for (const option of options) expect(readme).toContain(option);
});
