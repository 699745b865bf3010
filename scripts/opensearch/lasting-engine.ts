import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureFolder } from '../paths.ts';
import { withLock } from '../processes/lock.ts';
import { endGroup } from '../processes/process-group.ts';
import { StateFile } from '../processes/state-file.ts';
import { startOpenSearch } from './opensearch.ts';
import { searchRequest } from './search-request.ts';

/** A search engine that stays until it is stopped; written to `<dir>/engine.json`. */
export interface LastingEngine {
  url: string;
  /** A random id: tells our node from any other at the same port. */
  clusterName: string;
  group: number;
  logFile: string;
}

/**
 * Starts the clone's lasting OpenSearch with nothing in it and waits until it answers, or returns the
 * one that runs already (`started` says which). It ends with stopLastingEngine, and by itself when
 * `dir` is deleted.
 *
 * @throws SearchNodeError with the end of its log; CommandError when Maven is missing or fails
 */
export async function startLastingEngine(
  dir: string,
): Promise<LastingEngine & { started: boolean }> {
  ensureFolder(dir);
  return withLock(join(dir, 'lock'), async () => {
    const running = stateFile(dir).read();
    if (running && (await answers(running))) return { ...running, started: false };
    await stop(dir);
    return { ...(await start(dir)), started: true };
  });
}

/** Stops the clone's lasting engine. Returns false when none was running. */
export async function stopLastingEngine(dir: string): Promise<boolean> {
  if (!existsSync(stateFile(dir).path)) return false;
  return withLock(join(dir, 'lock'), () => stop(dir));
}

function start(dir: string): Promise<LastingEngine> {
  const file = stateFile(dir);
  return file.keep(async () => {
    const { url, logFile } = await startOpenSearch({ dir: join(dir, 'node'), lifeline: file.path });
    const group = Number(readFileSync(file.path, 'utf8'));
    return { url, clusterName: await clusterNameAt(url), group, logFile };
  });
}

async function stop(dir: string): Promise<boolean> {
  const file = stateFile(dir);
  const engine = file.read();
  // Asked before the file goes: a number in an old file may be another process's by now.
  const isOurs = engine !== undefined && (await answers(engine));
  // Whatever does not answer any more is the guard's, which sees the file go.
  file.remove();
  if (isOurs) await endGroup(engine.group);
  return isOurs;
}

async function answers({ url, clusterName }: LastingEngine): Promise<boolean> {
  return (await clusterNameAt(url).catch(() => undefined)) === clusterName;
}

async function clusterNameAt(url: string): Promise<string> {
  return (await searchRequest({ url }, 'GET', '/')).body.cluster_name;
}

function stateFile(dir: string): StateFile<LastingEngine> {
  return new StateFile(join(dir, 'engine.json'), ({ url }) => url !== undefined);
}
