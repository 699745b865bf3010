import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CLONE } from '../paths.ts';
import { runCommand } from '../processes/run-command.ts';
import { tallyReport } from './jest-project.ts';
import { add, broken, nothing, tallyOf } from './tally.ts';
import { tallyLines } from './terraform-tests.ts';

describe('tallies', () => {
  test('count what passed and what failed', () => {
    const checks = [
      { name: 'types', problem: '' },
      { name: 'dead code', problem: 'a.ts is unused' },
    ];
    const total = [tallyOf(checks), broken('no terraform')].reduce(add, nothing);
    expect(total).toEqual({
      passed: 1,
      failed: 2,
      skipped: 0,
      problems: ['dead code\na.ts is unused', 'no terraform'],
    });
  });
});

describe('terraform test', () => {
  test('counts runs, and errors as failures with their words', async () => {
    const fixture = join(CLONE, 'scripts/test/fixtures/terraform-test.jsonl');
    const tally = tallyLines('modules/a', await readFile(fixture, 'utf8'));
    expect(tally).toMatchObject({ passed: 1, failed: 2, skipped: 1 });
    expect(tally.problems[0]).toContain('Test assertion failed (tests/a.tftest.hcl:9)\nn is not 3');
    expect(tally.problems[0]).toContain('output.n is 2');
    expect(tally.problems[0]).toContain('n must be positive: set it to 1.');
  });
});

describe('jest', () => {
  const files = {
    'good.test.js': "test('a', () => {}); test('b', () => {}); test.skip('c', () => {});",
    'bad.test.js': "test('d', () => expect(1).toBe(2)); test('e', () => {});",
    'broken.test.js': "require('./nowhere.js');",
  };

  async function tallyFiles(names: (keyof typeof files)[]) {
    const folder = await mkdtemp(join(tmpdir(), 'jest-project-'));
    try {
      for (const name of names) await writeFile(join(folder, name), files[name]);
      await writeFile(join(folder, 'package.json'), '{ "jest": { "transform": {} } }');
      const jest = join(CLONE, 'node_modules/jest/bin/jest.js');
      const args = [jest, '--ci', '--json', '--passWithNoTests', '--outputFile=report.json'];
      await runCommand(process.execPath, args, { cwd: folder, env: process.env });
      return tallyReport(JSON.parse(await readFile(join(folder, 'report.json'), 'utf8')));
    } finally {
      await rm(folder, { recursive: true });
    }
  }

  test('counts tests, and a file that does not load as a failure', async () => {
    const tally = await tallyFiles(['good.test.js', 'bad.test.js', 'broken.test.js']);
    expect(tally).toMatchObject({ passed: 3, failed: 2, skipped: 1 });
    expect(tally.problems.join()).toContain('Expected: 2');
    expect(tally.problems.join()).toContain("Cannot find module './nowhere.js'");
  });

  test('a project without tests has failed', async () => {
    expect(await tallyFiles([])).toEqual(broken('no test was found'));
  });
});
