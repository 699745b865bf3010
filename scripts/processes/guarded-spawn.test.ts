import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { endGroup } from './process-group.ts';

const SPAWN = join(import.meta.dirname, 'guarded-spawn.ts');

/** A command with a child of its own; prints both process numbers. */
const FAMILY = 'sleep 100 & echo $$ $!; wait';

let folder: string;
let started: number[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'guarded-'));
  started = [];
});
afterEach(() => {
  // What a failed test left; it would keep the test run from ending.
  for (const pid of started.filter(runs)) process.kill(pid, 'SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

/** Starts a real parent process that runs `code`, and returns it with the numbers it printed. */
async function parent(code: string): Promise<{ process: ChildProcess; pids: number[] }> {
  const program = `import { spawnGuarded, spawnLasting } from ${JSON.stringify(SPAWN)};\n${code}`;
  const process_ = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', '--input-type=module', '-e', program],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const [printed] = (await once(process_.stdout as NodeJS.ReadableStream, 'data')) as [Buffer];
  const pids = printed.toString().trim().split(/\s+/).map(Number);
  started.push(...pids.filter((pid) => pid > 1));
  return { process: process_, pids };
}

/** Whether a process runs; one that ended and only waits to be collected does not. */
function runs(pid: number): boolean {
  try {
    const state = execFileSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' });
    return !state.trim().startsWith('Z');
  } catch {
    return false;
  }
}

async function endedWithin(pids: number[], ms: number): Promise<boolean> {
  const deadline = Date.now() + ms;
  while (pids.some(runs)) {
    if (Date.now() > deadline) return false;
    await sleep(50);
  }
  return true;
}

const guarded = (command: string, then = 'setInterval(() => {}, 1000);') =>
  `spawnGuarded('sh', ['-c', ${JSON.stringify(command)}], { stdio: ['ignore', 'inherit', 'inherit'] });\n${then}`;

describe('spawnGuarded', () => {
  test.each(['SIGKILL', 'SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    'leaves no process behind when the parent gets %s',
    async (signal) => {
      const { process: killed, pids } = await parent(guarded(FAMILY));
      expect(pids.map(runs)).toEqual([true, true]);
      killed.kill(signal);
      expect(await endedWithin(pids, 5000)).toBe(true);
    },
    15_000,
  );

  test('ends the command when the parent ends by itself', async () => {
    const { pids } = await parent(guarded(FAMILY, 'setTimeout(() => process.exit(0), 300);'));
    expect(await endedWithin(pids, 5000)).toBe(true);
  }, 15_000);

  test('kills what the command leaves running, while the parent goes on', async () => {
    const { process: alive, pids } = await parent(guarded('sleep 100 & echo $!; exit 0'));
    expect(await endedWithin(pids, 5000)).toBe(true);
    expect(runs(alive.pid ?? 0)).toBe(true);
    alive.kill('SIGKILL');
  }, 15_000);

  test('does not keep the parent from ending', async () => {
    const { process: ended } = await parent(guarded('echo 0', ''));
    const [code] = ended.exitCode === null ? await once(ended, 'exit') : [ended.exitCode];
    expect(code).toBe(0);
  }, 15_000);
});

describe('spawnLasting', () => {
  const lasting = (file: string) =>
    `spawnLasting(${JSON.stringify(file)}, 'sh', ['-c', ${JSON.stringify(FAMILY)}], { stdio: ['ignore', 'inherit', 'inherit'] });`;

  test('outlives its parent and ends when its file is removed', async () => {
    const file = join(folder, 'lifeline');
    writeFileSync(file, '');
    const { process: ended, pids } = await parent(lasting(file));
    if (ended.exitCode === null) await once(ended, 'exit');
    await sleep(800);
    expect(pids.map(runs)).toEqual([true, true]);
    rmSync(file);
    expect(await endedWithin(pids, 5000)).toBe(true);
  }, 15_000);

  test('clears up when the command ends and leaves a child', async () => {
    const file = join(folder, 'lifeline');
    writeFileSync(file, '');
    const { pids } = await parent(lasting(file));
    process.kill(pids[0] ?? 0, 'SIGKILL');
    expect(await endedWithin(pids, 10_000)).toBe(true);
  }, 15_000);
});

describe('endGroup', () => {
  test('kills what does not listen to SIGTERM, after the time of grace', async () => {
    const stubborn = spawn('sh', ['-c', "trap '' TERM; echo up; while :; do sleep 1; done"], {
      detached: true,
    });
    await once(stubborn.stdout, 'data');
    const begun = Date.now();
    await endGroup(stubborn.pid ?? 0, 300);
    expect(runs(stubborn.pid ?? 0)).toBe(false);
    expect(Date.now() - begun).toBeGreaterThanOrEqual(300);
  }, 15_000);

  test('refuses a number that would mean other processes', async () => {
    await expect(endGroup(1)).rejects.toThrow(RangeError);
    await expect(endGroup(0)).rejects.toThrow(RangeError);
  });
});
