import { join } from 'node:path';
import { CLONE } from '../paths.ts';
import { runCommand } from '../processes/run-command.ts';

function prove(env: Record<string, string>) {
  const script = join(CLONE, 'scripts/prove/prove.ts');
  const node = ['--disable-warning=ExperimentalWarning', script];
  return runCommand(process.execPath, node, { cwd: CLONE, env: { ...process.env, ...env } });
}

test('says what was run, which faults were met, and what became of the events', async () => {
  const { exit, stdout, stderr } = await prove({
    RUNS: '300',
    SEED: '3',
    FUNCTION: 'subscription',
  });
  expect(stderr).toMatch(/Proving subscription: done in/);
  for (const row of [/^schedules +300$/m, /^throttled +\d+$/m, /^delivered +\d/m]) {
    expect(stdout).toMatch(row);
  }
  expect(exit).toBe(0);
}, 120_000);

test('says what a function is called when it does not know the name', async () => {
  const { exit, stderr } = await prove({ FUNCTION: 'nothing' });
  expect(stderr).toContain('give one of kinesis-to-s3, kinesis-to-es');
  expect(exit).toBe(2);
}, 60_000);
