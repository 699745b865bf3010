import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CommandError, lastLines, runCommand } from './run-command.ts';

const here = { cwd: import.meta.dirname, env: process.env };

describe('runCommand', () => {
  test('returns what the command printed and its exit code', async () => {
    const result = await runCommand('sh', ['-c', 'echo out; echo err >&2; exit 3'], here);
    expect(result).toEqual({ exit: 3, stdout: 'out\n', stderr: 'err\n' });
  });

  test('says which signal ended the command', async () => {
    expect((await runCommand('sh', ['-c', 'kill -9 $$'], here)).exit).toBe('SIGKILL');
  });

  test('names a command that is not there', async () => {
    const missing = runCommand('no-such-command', [], here);
    await expect(missing).rejects.toThrow(CommandError);
    await expect(missing).rejects.toThrow(
      'no-such-command could not be started: it is not on PATH',
    );
  });

  test('adds to the log file, without colours, all that is printed', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'run-'));
    const logFile = join(folder, 'log');
    await runCommand('sh', ['-c', 'printf "\\033[31mred\\033[0m\\n"'], { ...here, logFile });
    await runCommand('sh', ['-c', 'echo second >&2'], { ...here, logFile });
    expect(readFileSync(logFile, 'utf8')).toBe('red\nsecond\n');
    rmSync(folder, { recursive: true });
  });
});

test('lastLines keeps the end, without blank lines', () => {
  expect(lastLines('a\n\nb\r\n  \nc\n', 2)).toBe('b\nc');
  expect(lastLines('', 2)).toBe('');
});
