import { mkdirSync, rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { step } from '../console/progress.ts';
import { folders } from './folders.ts';
import type { FoundLogs, LogFile } from './logs/find-logs.ts';
import type { DemoOptions } from './options.ts';
import { findUserLogs } from './user-logs.ts';

const quickMs = 500;

/**
 * Removes what an earlier run has left behind and finds the log files to send.
 *
 * @returns undefined when the demo is to send logs of its own making
 * @throws UsageError when there is nothing to send
 */
export async function prepareRun({ logs }: DemoOptions): Promise<LogFile[] | undefined> {
  rmSync(folders.demo, { recursive: true, force: true });
  mkdirSync(folders.sent, { recursive: true });
  if (logs.length === 0) return undefined;
  const { files, skipped } = await readUserLogs(logs);
  for (const { name, why } of skipped) console.log(`Not sent: ${name}, which ${why}.`);
  return files;
}

/** A step of its own only when it lasts: for the usual file it is over before it could be read. */
async function readUserLogs(logs: readonly string[]): Promise<FoundLogs> {
  const reading = findUserLogs(logs);
  const first = await Promise.race([reading, sleep(quickMs)]);
  return first ?? step('Reading the log files', () => reading);
}
