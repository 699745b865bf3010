import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { codeBlocks } from '../../../scripts/package/code-blocks.ts';
import { help } from './commands/explain/help.ts';

const clone = join(import.meta.dirname, '../../..');
const bin = join(clone, 'node_modules/.bin');
const readme = readFileSync(join(import.meta.dirname, '../README.md'), 'utf8');

interface Example {
  line: number;
  command: string;
  prints: string;
}

/** The blocks of `sh` with what they print behind them: `text` on a terminal, `json` elsewhere. */
const examples = codeBlocks(readme).flatMap(
  ({ language, code, line }, index, blocks): Example[] => {
    const next = blocks[index + 1];
    if (language !== 'sh' || next === undefined) return [];
    // No terminal is at hand here, so the view is asked for.
    const explain = next.language === 'text' ? 'logdrive explain --no-json' : 'logdrive explain';
    const command = code.replaceAll('npx logdrive explain', explain);
    return /^(text|json)$/.test(next.language) ? [{ line, command, prints: next.code }] : [];
  },
);

test('the README has an example for each kind of input', () => {
  expect(examples).toHaveLength(5);
});

test.each(examples)('README.md:$line prints what it says', ({ command, prints }) => {
  const env = { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH}` };
  const { stdout, stderr } = spawnSync('sh', ['-c', command], { env, encoding: 'utf8' });
  expect(stderr).toBe('');
  expect(stdout.trimEnd()).toBe(prints.trimEnd());
});

test('the README names every option that the help has', () => {
  const options = new Set(help.match(/--[a-z-]+/g));
  for (const option of options) expect(readme).toContain(option);
});
