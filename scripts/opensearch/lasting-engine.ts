import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ensureFolder } from '../paths.ts';
import { withLock } from '../processes/lock.ts';
import { endGroup } from '../processes/process-group.ts';
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
    const running = readState(dir);
    if (running && (await answers(running))) return { ...running, started: false };
    await stop(dir);
    return { ...(await start(dir)), started: true };
  });
}

/** Stops the clone's lasting engine. Returns false when none was running. */
export async function stopLastingEngine(dir: string): Promise<boolean> {
  if (!existsSync(stateFile(dir))) return false;
  return withLock(join(dir, 'lock'), () => stop(dir));
}

async function start(dir: string): Promise<LastingEngine> {
  const file = stateFile(dir);
  // The node's guard watches this file, so it is there before the node is.
  writeFileSync(file, '');
  try {
    const node = await startOpenSearch({ dir: join(dir, 'node'), lifeline: file });
    const group = Number(readFileSync(file, 'utf8'));
    const clusterName = await clusterNameAt(node.url);
    const engine = { url: node.url, clusterName, group, logFile: node.logFile };
    writeFileSync(`${file}.new`, JSON.stringify(engine, null, 2));
    renameSync(`${file}.new`, file);
    return engine;
  } catch (error) {
    rmSync(file, { force: true });
    throw error;
  }
}

async function stop(dir: string): Promise<boolean> {
  const engine = readState(dir);
  // Asked before the file goes: a number in an old file may be another process's by now.
  const isOurs = engine !== undefined && (await answers(engine));
  // Whatever does not answer any more is the guard's, which sees the file go.
  rmSync(stateFile(dir), { force: true });
  if (isOurs) await endGroup(engine.group);
  return isOurs;
}

async function answers({ url, clusterName }: LastingEngine): Promise<boolean> {
  return (await clusterNameAt(url).catch(() => undefined)) === clusterName;
}

async function clusterNameAt(url: string): Promise<string> {
  return (await searchRequest({ url }, 'GET', '/')).body.cluster_name;
}

function stateFile(dir: string): string {
  return join(resolve(dir), 'engine.json');
}

/** Undefined when there is none, or one that was cut short while it started. */
function readState(dir: string): LastingEngine | undefined {
  try {
    const state = JSON.parse(readFileSync(stateFile(dir), 'utf8')) as Partial<LastingEngine>;
    return state.url ? (state as LastingEngine) : undefined;
  } catch {
    return undefined;
  }
}
