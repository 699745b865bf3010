import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ensureFolder, LOCAL } from '../paths.ts';
import { spawnLasting } from '../processes/guarded-spawn.ts';
import { groupLeaderIsAlive } from '../processes/process-group.ts';
import { lifelineBeside, startLastingCloud, stopLastingCloud } from './lasting-cloud.ts';
import { answers } from './ministack.ts';
import { ensureVenv } from './venv.ts';

let python: string;
let dir: string;
beforeAll(async () => {
  python = await ensureVenv();
}, 300_000);
beforeEach(() => {
  dir = mkdtempSync(join(ensureFolder(join(LOCAL, 'e2e')), 'lasting-'));
});
afterEach(async () => {
  await stopLastingCloud(dir);
  rmSync(dir, { recursive: true, force: true });
});

async function isGone(cloud: { endpoint: string; token: string }, withinMs: number) {
  const deadline = Date.now() + withinMs;
  while (await answers(cloud.endpoint, cloud.token)) {
    if (Date.now() > deadline) return false;
    await sleep(100);
  }
  return true;
}

describe('the lasting cloud', () => {
  test('is started once, by however many at the same time, and stopped', async () => {
    const [one, two] = await Promise.all([
      startLastingCloud(dir, python),
      startLastingCloud(dir, python),
    ]);
    expect([one.started, two.started].sort()).toEqual([false, true]);
    expect(two.endpoint).toBe(one.endpoint);
    expect(await stopLastingCloud(dir)).toBe(true);
    expect(await answers(one.endpoint, one.token)).toBe(false);
    expect(await stopLastingCloud(dir)).toBe(false);
  }, 60_000);

  test('is started anew after a crash', async () => {
    const first = await startLastingCloud(dir, python);
    process.kill(first.group, 'SIGKILL');
    const second = await startLastingCloud(dir, python);
    expect(second.started).toBe(true);
    expect(await answers(second.endpoint, second.token)).toBe(true);
  }, 60_000);

  test('takes with it what was started beside it, and waits for that', async () => {
    await startLastingCloud(dir, python);
    const lifeline = lifelineBeside(dir, 'sleeper');
    const { pid = 0 } = spawnLasting(lifeline, 'sleep', ['300'], { stdio: 'ignore' });
    writeFileSync(lifeline, String(pid));
    expect(groupLeaderIsAlive(pid)).toBe(true);
    await stopLastingCloud(dir);
    expect(groupLeaderIsAlive(pid)).toBe(false);
  }, 60_000);

  test('ends when its folder is deleted', async () => {
    const cloud = await startLastingCloud(dir, python);
    rmSync(dir, { recursive: true });
    expect(await isGone(cloud, 10_000)).toBe(true);
  }, 60_000);
});
