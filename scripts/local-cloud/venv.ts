import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureFolder, LOCAL } from '../paths.ts';
import { withLock } from '../processes/lock.ts';
import { CommandError, lastLines, runCommand } from '../processes/run-command.ts';

const REQUIREMENTS = join(import.meta.dirname, 'requirements.txt');

/**
 * Makes the virtual environment that holds the local cloud, once; again when requirements.txt
 * changes, or when the Python it was made with is gone. Returns the path of its python.
 *
 * @param folder where the environment is; by default `.local/venv`.
 * @param requirements the pinned packages, with hashes.
 * @throws CommandError with the last lines of what python or pip said.
 */
export async function ensureVenv(
  folder: string = join(LOCAL, 'venv'),
  requirements: string = REQUIREMENTS,
): Promise<string> {
  ensureFolder(join(folder, '..'));
  const python = join(folder, 'bin', 'python');
  const wanted = createHash('sha256').update(readFileSync(requirements)).digest('hex');
  // The stamp is written last: an installation cut short has none and is made again.
  const stamp = join(folder, 'installed.sha256');
  const isCurrent = () =>
    existsSync(python) && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted;
  if (isCurrent()) return python;
  await withLock(`${folder}.lock`, async () => {
    if (isCurrent()) return;
    rmSync(folder, { recursive: true, force: true });
    await run('python3', ['-m', 'venv', folder]);
    await run(python, [
      ...['-m', 'pip', 'install', '--quiet', '--no-input', '--disable-pip-version-check'],
      ...['--require-hashes', '--requirement', requirements],
    ]);
    writeFileSync(stamp, wanted);
  });
  return python;
}

async function run(command: string, args: string[]): Promise<void> {
  const { exit, stdout, stderr } = await runCommand(command, args, {
    cwd: import.meta.dirname,
    // A virtual environment that happens to be active must not take the packages.
    env: { ...process.env, PIP_USER: '0', PYTHONHOME: undefined, PYTHONPATH: undefined },
  });
  if (exit === 0) return;
  const said = lastLines(stdout + stderr, 15);
  throw new CommandError(`${command} ${args.join(' ')} failed (${exit}):\n${said}`);
}
