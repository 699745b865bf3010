import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { Figure } from './figure.ts';

/** Peak resident memory of a fresh process that takes ten batches of 10,000 records. */
export function peakMemory(): Figure[] {
  const script = join(import.meta.dirname, 'peak-memory-run.ts');
  const run = spawnSync(process.execPath, ['--disable-warning=ExperimentalWarning', script], {
    encoding: 'utf8',
  });
  if (run.status !== 0) throw new Error(`${script} failed: ${run.stderr}`);
  const megabytes = Number(run.stdout);
  return [
    {
      name: 'peak memory, ten batches of 10,000 records',
      value: `${megabytes.toFixed(0)} MB`,
      goal: 'under 512 MB',
      met: megabytes < 512,
    },
  ];
}
