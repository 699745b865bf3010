/**
 * A process that outlives its parent for just long enough to clear up after it.
 *
 * A killed parent (SIGKILL, out of memory, a closed terminal) cannot stop what it started, so this
 * small process does. It ends the process groups it was told of when its lifeline breaks:
 *
 *   guard.ts                        lifeline: standard input. Lines `+<group>` and `-<group>` add and
 *                                   remove groups; the pipe closes when the parent is gone.
 *   guard.ts --while <file> <group> lifeline: the file, for what stays after its parent. The guard
 *                                   also clears up and ends when the group's leader is gone.
 */
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { endGroup, groupLeaderIsAlive } from './process-group.ts';

const POLL_MS = 300;

/** Ends every group on the list at the same time, so that one slow group does not delay another. */
async function endAll(groups: Iterable<number>): Promise<void> {
  await Promise.all([...groups].map((group) => endGroup(group)));
}

/** Follows the parent's list until the pipe closes. */
async function guardWhileParentLives(): Promise<void> {
  const groups = new Set<number>();
  for await (const line of createInterface({ input: process.stdin })) {
    const group = Number(line.slice(1));
    if (!Number.isInteger(group) || group < 2) continue;
    if (line.startsWith('+')) groups.add(group);
    else groups.delete(group);
  }
  await endAll(groups);
}

/** Waits until somebody removes the file or the leader is gone. */
async function guardWhileFileExists(file: string, group: number): Promise<void> {
  while (existsSync(file) && groupLeaderIsAlive(group)) await sleep(POLL_MS);
  await endGroup(group);
}

// A Ctrl-C meant for the parent must not end the guard before its work is done.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {});

const [mode, file, group] = process.argv.slice(2);
if (mode === '--while' && file !== undefined) await guardWhileFileExists(file, Number(group));
else await guardWhileParentLives();
process.exit(0);
