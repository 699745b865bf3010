import type { SetupReport } from '@logdrive/log-stream/opensearch';

/** The report as people read it: what changed by its name, what did not by its number. */
export function reportText({ changed, unchanged, skipped }: SetupReport, dryRun: boolean): string {
  const verb = dryRun ? 'would change' : 'changed';
  return [
    ...changed.map((what) => `${verb.padEnd(14)}${what}`),
    ...skipped.map(({ what, why }) => `${'skipped'.padEnd(14)}${what}: ${why}`),
    `${changed.length} ${verb}, ${unchanged.length} unchanged, ${skipped.length} skipped`,
    '',
  ].join('\n');
}
