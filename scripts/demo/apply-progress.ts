import { readFileSync } from 'node:fs';
import type { Progress } from '../console/progress.ts';

/** How far `terraform apply` is, as what it has printed so far tells: resources made of those planned. */
export function applyProgress(printed: string): Progress {
  const planned = /Plan: (\d+) to add/.exec(printed)?.[1];
  if (planned === undefined) return {};
  const done = printed.match(/: Creation complete after /g)?.length ?? 0;
  return { done, total: Number(planned) };
}

const lookMs = 500;

/** Reports how far an apply is while it runs, from its log file. */
export async function withApplyProgress<T>(
  logFile: string,
  report: (progress: Progress) => void,
  apply: () => Promise<T>,
): Promise<T> {
  const timer = setInterval(() => report(applyProgress(readIfThere(logFile))), lookMs);
  try {
    return await apply();
  } finally {
    clearInterval(timer);
  }
}

function readIfThere(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return ''; // Terraform has not begun to print
  }
}
