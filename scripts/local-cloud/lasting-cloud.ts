import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ensureFolder } from '../paths.ts';
import { spawnLasting } from '../processes/guarded-spawn.ts';
import { withLock } from '../processes/lock.ts';
import { endGroup, groupLeaderIsAlive } from '../processes/process-group.ts';
import { StateFile } from '../processes/state-file.ts';
import { answers, startMiniStack } from './ministack.ts';

/** How long the guard is given to end a cloud that does not answer, in milliseconds. */
const GUARD_LIMIT_MS = 10_000;

/** A local cloud that stays until it is stopped; written to `<dir>/cloud.json`. */
export interface LastingCloud {
  endpoint: string;
  token: string;
  group: number;
  logFile: string;
}

/**
 * Starts the clone's lasting cloud, or returns the one that runs already (`started` says which).
 * It ends with stopLastingCloud, and by itself when `dir` is deleted.
 *
 * @throws CloudStartError with the end of its log.
 */
export async function startLastingCloud(
  dir: string,
  python: string,
): Promise<LastingCloud & { started: boolean }> {
  ensureFolder(dir);
  return withLock(join(dir, 'lock'), async () => {
    const running = stateFile(dir).read();
    if (running && (await answers(running.endpoint, running.token))) {
      return { ...running, started: false };
    }
    await stop(dir);
    const cloud = await start(dir, python);
    return { ...cloud, started: true };
  });
}

/** Stops the clone's lasting cloud and all it started. Returns false when there was none. */
export async function stopLastingCloud(dir: string): Promise<boolean> {
  if (stateFile(dir).read() === undefined) return false;
  return withLock(join(dir, 'lock'), () => stop(dir));
}

/**
 * A file for what is started for a lasting cloud and shall end with it: spawnLasting's lifeline. It is
 * gone when the cloud is. Who starts the process writes its group into the file, and stopLastingCloud
 * waits for it.
 *
 * @param dir the folder of a cloud that runs
 */
export function lifelineBeside(dir: string, name: string): string {
  const file = join(ensureFolder(besides(dir)), name);
  writeFileSync(file, '');
  return file;
}

function besides(dir: string): string {
  return join(resolve(dir), 'besides');
}

async function stopBesides(dir: string): Promise<void> {
  const folder = besides(dir);
  if (!existsSync(folder)) return;
  const groups = readdirSync(folder).map((name) =>
    Number(readFileSync(join(folder, name), 'utf8')),
  );
  rmSync(folder, { recursive: true, force: true });
  await Promise.all(groups.filter((group) => group > 1).map(waitForGuard));
}

function start(dir: string, python: string): Promise<LastingCloud> {
  const file = stateFile(dir);
  return file.keep(() =>
    startMiniStack(python, resolve(dir), (command, args, options) =>
      spawnLasting(file.path, command, args, options),
    ),
  );
}

async function stop(dir: string): Promise<boolean> {
  const file = stateFile(dir);
  const cloud = file.read();
  // Asked before the file goes: a number in an old file may be another process's by now.
  const isOurs = cloud !== undefined && (await answers(cloud.endpoint, cloud.token));
  file.remove();
  await stopBesides(dir);
  if (cloud === undefined) return false;
  if (isOurs) await endGroup(cloud.group);
  else await waitForGuard(cloud.group);
  rmSync(join(dir, 'tmp'), { recursive: true, force: true });
  return isOurs;
}

async function waitForGuard(group: number): Promise<void> {
  const deadline = Date.now() + GUARD_LIMIT_MS;
  while (groupLeaderIsAlive(group) && Date.now() < deadline) await sleep(100);
}

function stateFile(dir: string): StateFile<LastingCloud> {
  return new StateFile(join(dir, 'cloud.json'), ({ endpoint }) => endpoint !== undefined);
}
