import type { ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { spawnGuarded, spawnLasting } from '../processes/guarded-spawn.ts';
import { endGroup, signalGroup } from '../processes/process-group.ts';
import { lastLines } from '../processes/run-command.ts';
import { type ReservedPort, reservePort } from './reserved-port.ts';
import { type SearchAddress, searchRequest } from './search-request.ts';

const START_LIMIT_MS = 120_000;
const STOP_LIMIT_MS = 20_000;
const POLL_MS = 100;
const PORT_ATTEMPTS = 5;

/** A search engine on 127.0.0.1 that lives as long as this process at the most, or as its lifeline. */
export interface SearchNode extends SearchAddress {
  /** What the engine prints. */
  logFile: string;
  /** Ends it as an operator would; its data stays. Does nothing when it does not run. */
  stop(): Promise<void>;
  /** Ends it as a crash would, without time to tidy up. */
  kill(): Promise<void>;
  /** Starts it again, at the same port and with the same data. Does nothing when it runs. */
  start(): Promise<void>;
}

/** A search engine did not come up; the message ends with the end of its log. */
export class SearchNodeError extends Error {
  override name = 'SearchNodeError';
}

/** How one engine is run. */
export interface Engine {
  /** For messages. */
  name: string;
  clusterName: string;
  logFile: string;
  /** What the node is started with, for a port; called again before each start. */
  launch(port: number): Launch;
  address(port: number): SearchAddress;
  /** What the engine does not say in its log about why it ended; one cause a line. */
  causes?(): string[];
  /** A file: while it is there, the engine outlives this process. */
  lifeline?: string;
}

export interface Launch {
  command: string;
  args: string[];
  cwd: string;
  env: NodeJS.ProcessEnv;
  /** Another user, for an engine that does not run as root. */
  uid?: number;
  gid?: number;
}

/**
 * Starts an engine on a free port and waits until it answers and holds all its indices.
 *
 * @throws SearchNodeError with the end of its log
 */
export async function startNode(engine: Engine): Promise<SearchNode> {
  rmSync(engine.logFile, { force: true });
  for (let attempt = 1; ; attempt += 1) {
    const reserved = await reservePort();
    try {
      return nodeOf(engine, reserved, await run(engine, reserved.port));
    } catch (error) {
      await reserved.release();
      if (!portWasTaken(engine, reserved.port) || attempt === PORT_ATTEMPTS) throw error;
    }
  }
}

function nodeOf(engine: Engine, { port }: ReservedPort, first: ChildProcess): SearchNode {
  let child: ChildProcess | undefined = first;
  const end = async (graceMs: number) => {
    if (child?.pid !== undefined) await endGroup(child.pid, graceMs);
    child = undefined;
  };
  return {
    ...engine.address(port),
    logFile: engine.logFile,
    stop: () => end(STOP_LIMIT_MS),
    async kill() {
      if (child?.pid !== undefined) signalGroup(child.pid, 'SIGKILL');
      await end(0);
    },
    async start() {
      if (child !== undefined && !hasEnded(child)) return;
      child = await run(engine, port);
    },
  };
}

async function run(engine: Engine, port: number): Promise<ChildProcess> {
  const { command, args, ...options } = engine.launch(port);
  const log = openSync(engine.logFile, 'a');
  const child = spawnFor(engine, command, args, { ...options, stdio: ['ignore', log, log] });
  closeSync(log);
  const problem = await waitUntilReady(child, engine, port);
  if (problem === undefined) return child;
  if (child.pid !== undefined) await endGroup(child.pid, 0);
  const causes = engine.causes?.() ?? [];
  const end = lastLines(readFileSync(engine.logFile, 'utf8'), 25);
  throw new SearchNodeError(
    [`${engine.name} ${problem}. The end of ${engine.logFile}:`, end, ...causes].join('\n'),
  );
}

function spawnFor(
  { lifeline }: Engine,
  ...[command, args, options]: Parameters<typeof spawnGuarded>
): ChildProcess {
  if (lifeline === undefined) return spawnGuarded(command, args, options);
  const child = spawnLasting(lifeline, command, args, options);
  writeFileSync(lifeline, String(child.pid ?? ''));
  return child;
}

/** Resolves to undefined when it is ready, else to what went wrong. */
async function waitUntilReady(
  child: ChildProcess,
  engine: Engine,
  port: number,
): Promise<string | undefined> {
  let failure: Error | undefined;
  child.once('error', (error) => {
    failure = error;
  });
  const deadline = Date.now() + START_LIMIT_MS;
  while (Date.now() < deadline) {
    if (failure) return `could not be started (${failure.message})`;
    if (hasEnded(child)) return `ended at once (exit ${child.exitCode ?? child.signalCode})`;
    if (portWasTaken(engine, port)) return `found port ${port} taken`;
    if (await isReady(engine, port)) return undefined;
    await sleep(POLL_MS);
  }
  return `was not ready within ${START_LIMIT_MS / 1000} seconds`;
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

/** Ready is when all primaries are there; the cluster's name tells our node from any other. */
async function isReady(engine: Engine, port: number): Promise<boolean> {
  const path = '/_cluster/health?wait_for_status=yellow&timeout=1s';
  try {
    const { status, body } = await searchRequest(engine.address(port), 'GET', path);
    return status === 200 && body.cluster_name === engine.clusterName;
  } catch {
    return false;
  }
}

/** Somebody who knows nothing of reservations took it between our look and the engine's bind. */
function portWasTaken({ logFile }: Engine, port: number): boolean {
  const said = readFileSync(logFile, 'utf8');
  // The OpenSearch runner says which port it takes, and moves on where that is in use.
  const taken = said.matchAll(/^HTTP Port:\s+(\d+)$/gm);
  return /already in use/i.test(said) || [...taken].some(([, taken]) => Number(taken) !== port);
}
