import { parseTimestamp } from '@logdrive/log-stream';
import { UsageError } from './errors.ts';

const units = { m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/**
 * Reads a time, or how long ago it was: `90m`, `6h`, `3d`. A time without a zone is UTC.
 *
 * @param option its name, for what is said of a mistake
 * @returns epoch milliseconds; undefined when nothing is given
 * @throws UsageError with the mend
 */
export function readTime(
  option: string,
  given: string | undefined,
  nowMs: number,
): number | undefined {
  if (given === undefined) return undefined;
  const [, count, unit] = /^(\d+)([mhd])$/.exec(given) ?? [];
  if (count !== undefined) return nowMs - Number(count) * units[unit as keyof typeof units];
  const time = parseTimestamp(given, 'UTC');
  if (time !== undefined) return time.ms;
  const mend = 'give a time such as 2026-11-21T05:00:00Z, or how long ago, such as 90m, 6h, 3d';
  throw new UsageError(`${option} is ${JSON.stringify(given)}: ${mend}`);
}
