import { execFile, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';

const run = promisify(execFile);

const requirements = join(import.meta.dirname, 'requirements.txt');
const environment = join(import.meta.dirname, '../../../.local/referee-venv');
const python = join(environment, 'bin/python');

/** A timestamp to be read, and the IANA zone it is in if it does not name one. */
export interface Case {
  text: string;
  zone: string;
}

/**
 * Makes the virtual environment with the pinned dateutil, unless it is there already.
 *
 * @throws when python3 is missing or the packages cannot be had
 */
export async function installDateutil(): Promise<void> {
  const stamp = join(environment, 'requirements.sha256');
  const wanted = createHash('sha256').update(readFileSync(requirements)).digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  await rm(environment, { recursive: true, force: true });
  await run('python3', ['-m', 'venv', environment]);
  const install = ['-m', 'pip', 'install', '--quiet', '--require-hashes', '-r', requirements];
  await run(python, install);
  await writeFile(stamp, wanted);
}

/**
 * Reads all cases with dateutil, in one process.
 *
 * @param today `YYYY-MM-DD`: where dateutil takes missing fields from
 * @returns microseconds since 1970 for each case, null where dateutil refuses
 */
export async function readWithDateutil(
  cases: readonly Case[],
  today: string,
): Promise<(number | null)[]> {
  const referee = spawn(python, [join(import.meta.dirname, 'read_timestamps.py'), today], {
    // dateutil takes the names of the machine's own zone for known.
    env: { ...process.env, TZ: 'UTC' },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const answer = text(referee.stdout);
  referee.stdin.end(cases.map((each) => `${JSON.stringify(each)}\n`).join(''));
  const readings = (await answer).trimEnd().split('\n');
  if (readings.length !== cases.length) {
    throw new Error(`dateutil answered ${readings.length} of ${cases.length} cases`);
  }
  return readings.map((line) => JSON.parse(line) as number | null);
}
