import { rememberBySlot } from './time-slot-cache.ts';
import { timeZone } from './time-zone.ts';

export { isTimeZone } from './time-zone.ts';

/**
 * The Hive partition of an instant, by the day and hour that the zone's clocks show:
 * `date=2026-11-21/hour=04`. The hour that comes twice when clocks go back is one partition. Years
 * outside 0 to 9999 have six digits, negative ones a minus sign before.
 *
 * @param zoneName IANA name; a RangeError is thrown when the runtime does not know it
 * @returns a function of epoch milliseconds; it throws a RangeError for what `Date` cannot hold,
 *   NaN among it
 */
export function partitionTimeIn(zoneName: string): (ms: number) => string {
  const zone = timeZone(zoneName);
  return rememberBySlot((ms) => {
    const iso = new Date(ms + zone.offsetAt(ms)).toISOString();
    const [date = '', time = ''] = iso.split('T');
    // A plus sign is among the characters to avoid in S3 keys.
    return `date=${date.replace('+', '')}/hour=${time.slice(0, 2)}`;
  });
}
