import { setTimeout as sleep } from 'node:timers/promises';

const POLL_MS = 25;

/** Sends a signal to a whole process group. Returns false when the group is gone. */
export function signalGroup(group: number, signal: NodeJS.Signals | 0): boolean {
  // Group 0 would be our own and 1 everybody's: a caller with such a number has a bug.
  if (!Number.isInteger(group) || group < 2) throw new RangeError(`not a process group: ${group}`);
  try {
    process.kill(-group, signal);
    return true;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    // macOS answers EPERM for a group of which only zombies are left.
    if (code === 'ESRCH' || code === 'EPERM') return false;
    throw error;
  }
}

/** Whether the process that leads the group still runs (its children may, when it does not). */
export function groupLeaderIsAlive(group: number): boolean {
  try {
    process.kill(group, 0);
    return true;
  } catch {
    return false;
  }
}

/**
 * Ends a process group: SIGTERM first, SIGKILL for what is left after `graceMs`.
 * Resolves when the group is gone, or shortly after the SIGKILL.
 */
export async function endGroup(group: number, graceMs = 5000): Promise<void> {
  if (!signalGroup(group, 'SIGTERM')) return;
  if (await groupIsGone(group, graceMs)) return;
  signalGroup(group, 'SIGKILL');
  await groupIsGone(group, 1000);
}

async function groupIsGone(group: number, withinMs: number): Promise<boolean> {
  const deadline = Date.now() + withinMs;
  while (signalGroup(group, 0)) {
    if (Date.now() > deadline) return false;
    await sleep(POLL_MS);
  }
  return true;
}
