import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import type { Socket } from 'node:net';
import { join } from 'node:path';
import { signalGroup } from './process-group.ts';

const GUARD_SCRIPT = join(import.meta.dirname, 'guard.ts');

let guard: ChildProcess | undefined;

/**
 * Starts a command as the leader of a process group of its own that never outlives this process,
 * however this process ends: by itself, by Ctrl-C, by SIGKILL. What the command leaves running in
 * its group when it exits is killed too.
 *
 * Being in a group of its own, the command does not see the terminal's Ctrl-C; the guard passes the
 * end of this process on as SIGTERM.
 */
export function spawnGuarded(
  command: string,
  args: readonly string[],
  options: SpawnOptions,
): ChildProcess {
  const lifeline = lifelineOf(runningGuard());
  const child = spawn(command, [...args], { ...options, detached: true });
  const group = child.pid;
  if (group !== undefined) {
    lifeline.write(`+${group}\n`);
    child.once('exit', () => {
      signalGroup(group, 'SIGKILL');
      lifeline.write(`-${group}\n`);
    });
  }
  return child;
}

/**
 * Starts a command that stays after this process ends, and ends it when `lifeline` (an existing
 * file) is removed. What it leaves running in its group when it ends by itself is ended too.
 */
export function spawnLasting(
  lifeline: string,
  command: string,
  args: readonly string[],
  options: SpawnOptions,
): ChildProcess {
  const child = spawn(command, [...args], { ...options, detached: true });
  child.unref();
  if (child.pid !== undefined) startGuard(['--while', lifeline, String(child.pid)]).unref();
  return child;
}

/** One guard serves all guarded commands of this process. */
function runningGuard(): ChildProcess {
  if (guard === undefined || guard.exitCode !== null || guard.signalCode !== null) {
    guard = startGuard([]);
    // Neither the guard nor the pipe to it may keep this process from ending.
    guard.unref();
    lifelineOf(guard).unref();
    lifelineOf(guard).on('error', () => {});
  }
  return guard;
}

function startGuard(args: string[]): ChildProcess {
  // The clone may be deleted while the guard runs: it stands in the root folder.
  return spawn(process.execPath, ['--disable-warning=ExperimentalWarning', GUARD_SCRIPT, ...args], {
    cwd: '/',
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
}

function lifelineOf(process: ChildProcess): Socket {
  return process.stdin as Socket;
}
