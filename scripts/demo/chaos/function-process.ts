import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';

/**
 * Ends the processes in which a local cloud runs a function, without time to tidy up, as Lambda does
 * with one that takes too much memory.
 *
 * @param cloudDir the cloud's folder, in which it unpacks functions: no other process names it so
 * @returns how many there were
 */
export function killFunction(cloudDir: string, functionName: string): number {
  const unpacked = `${resolve(cloudDir)}/tmp/ministack-lambda-${functionName}-`;
  const pids = pidsWith(unpacked, execFileSync('ps', ['-eo', 'pid=,args='], { encoding: 'utf8' }));
  for (const pid of pids) process.kill(pid, 'SIGKILL');
  return pids.length;
}

/** @param listing of `ps`: a process a line, its id and its command */
export function pidsWith(text: string, listing: string): number[] {
  return listing
    .split('\n')
    .filter((line) => line.includes(text))
    .map((line) => Number.parseInt(line, 10));
}
