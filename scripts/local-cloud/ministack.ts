import type { ChildProcess, SpawnOptions } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { closeSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ensureFolder, NODE_BIN } from '../paths.ts';
import { lastLines } from '../processes/run-command.ts';
import { freePort } from './free-port.ts';

const START_LIMIT_MS = 30_000;
const POLL_MS = 50;
const PORT_ATTEMPTS = 5;
const HOST = '127.0.0.1';
const SERVER = join(import.meta.dirname, 'serve.py');

/** How a process is started: spawnGuarded, or spawnLasting bound to its file. */
type Spawn = (command: string, args: readonly string[], options: SpawnOptions) => ChildProcess;

/** A MiniStack that answers. `token` is what its health page says, to tell it from any other. */
export interface RunningMiniStack {
  endpoint: string;
  group: number;
  token: string;
  logFile: string;
}

/** The local cloud did not come up; the message ends with the end of its log. */
export class CloudStartError extends Error {
  override name = 'CloudStartError';
}

/**
 * Starts MiniStack on a free port of 127.0.0.1 and waits until it answers.
 * Everything it writes (log, unpacked functions) goes under `dir`.
 *
 * @throws CloudStartError when it ends early or does not answer within 30 seconds.
 */
export async function startMiniStack(
  python: string,
  dir: string,
  spawn: Spawn,
): Promise<RunningMiniStack> {
  const logFile = join(ensureFolder(dir), 'ministack.log');
  const temporary = emptyTemporaryFolder(dir);
  for (let attempt = 1; ; attempt++) {
    const port = await freePort();
    const token = randomUUID();
    const log = openSync(logFile, 'w');
    const child = spawn(python, [SERVER], {
      cwd: dir,
      env: miniStackEnv(process.env, { port, token, python, dir, temporary }),
      stdio: ['ignore', log, log],
    });
    closeSync(log);
    const endpoint = `http://${HOST}:${port}`;
    const problem = await waitUntilReady(child, endpoint, token);
    if (problem === undefined) return { endpoint, group: child.pid ?? 0, token, logFile };
    child.kill('SIGKILL');
    const said = readFileSync(logFile, 'utf8');
    // Somebody took the port between our look and its bind.
    if (/already in use/i.test(said) && attempt < PORT_ATTEMPTS) continue;
    throw new CloudStartError(
      `The local cloud ${problem}. The end of ${logFile}:\n${lastLines(said, 25)}`,
    );
  }
}

/** Where MiniStack unpacks functions. */
function emptyTemporaryFolder(dir: string): string {
  const folder = join(dir, 'tmp');
  rmSync(folder, { recursive: true, force: true });
  ensureFolder(folder);
  // Without it Node would find the clone's package.json above and take functions for ES modules;
  // on Lambda there is none above them.
  writeFileSync(join(folder, 'package.json'), '{}\n');
  return folder;
}

/** Whether the MiniStack with this token answers at `endpoint`. */
export async function answers(endpoint: string, token: string): Promise<boolean> {
  try {
    const response = await fetch(`${endpoint}/_ministack/health`, {
      signal: AbortSignal.timeout(2000),
    });
    const health = (await response.json()) as { edition?: string };
    return health.edition === token;
  } catch {
    return false;
  }
}

/** Resolves to undefined when it is ready, else to what went wrong. */
async function waitUntilReady(
  child: ChildProcess,
  endpoint: string,
  token: string,
): Promise<string | undefined> {
  let failure: Error | undefined;
  child.once('error', (error) => {
    failure = error;
  });
  const deadline = Date.now() + START_LIMIT_MS;
  while (Date.now() < deadline) {
    if (failure) return `could not be started (${failure.message})`;
    const exit = child.exitCode ?? child.signalCode;
    if (exit !== null) return `ended at once (exit ${exit})`;
    if (await answers(endpoint, token)) return undefined;
    await sleep(POLL_MS);
  }
  return `did not answer within ${START_LIMIT_MS / 1000} seconds`;
}

interface Settings {
  port: number;
  token: string;
  python: string;
  dir: string;
  temporary: string;
}

/**
 * MiniStack hands its whole environment on to the functions it runs, so it gets a small one: nothing
 * of the person's own may reach a function (on Lambda it would not either), least of all real keys,
 * NODE_OPTIONS, or an AWS_CA_BUNDLE that the SDK would try to read.
 */
function miniStackEnv(base: NodeJS.ProcessEnv, settings: Settings): NodeJS.ProcessEnv {
  return {
    // Functions run on whatever `node` comes first.
    PATH: [NODE_BIN, dirname(settings.python), base.PATH].join(delimiter),
    HOME: settings.temporary,
    TMPDIR: settings.temporary,
    LANG: 'C.UTF-8',
    TZ: 'UTC',
    PYTHONUNBUFFERED: '1',
    GATEWAY_PORT: String(settings.port),
    BIND_HOST: HOST,
    MINISTACK_HOST: HOST,
    // Shown on the health page, which is how a caller knows that this very process answers.
    MINISTACK_EDITION: settings.token,
    // It would listen on all addresses for MQTT.
    IOT_MTLS_ENABLED: '0',
    S3_DATA_DIR: join(settings.dir, 's3'),
    STATE_DIR: join(settings.dir, 'state'),
  };
}
