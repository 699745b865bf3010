import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

function elapsed(...command: string[]) {
  const script = join(import.meta.dirname, 'elapsed.sh');
  return spawnSync('sh', [script, 'Doing it', ...command], { encoding: 'utf8' });
}

describe('elapsed.sh', () => {
  test('runs a command, says so, and passes its output and exit code on', () => {
    const { status, stdout, stderr } = elapsed('sh', '-c', 'echo out; exit 3');
    expect({ status, stdout }).toEqual({ status: 3, stdout: 'out\n' });
    expect(stderr).toMatch(/^Doing it \.\.\.\nDoing it: failed in \d+ s\n$/);
  });

  test('shows that it still works after five seconds', () => {
    expect(elapsed('sleep', '6').stderr).toMatch(
      / {2}Doing it {2}5 s\nDoing it: done in [67] s\n$/,
    );
  }, 15_000);
});
