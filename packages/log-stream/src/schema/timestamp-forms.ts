import { timeZone } from './time-zone.ts';
import { abbreviationOffset } from './time-zone-names.ts';
import { splitFraction, type Timestamp, wallTimeMs } from './timestamp-fields.ts';
import { patterns } from './timestamp-patterns.ts';

type Groups = Readonly<Record<string, string | undefined>>;

const SECOND_MS = 1000;
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/**
 * Reads a time in any spelling of the table. Undefined when it fits none, or a field is out of its
 * range.
 *
 * @param zoneName zone of times that name none
 * @param referenceMs a time without a year is put in the year that brings it nearest to this
 */
export function readForm(
  text: string,
  zoneName: string,
  referenceMs: number | undefined,
): Timestamp | undefined {
  for (const pattern of patterns()) {
    const groups = pattern.exec(text)?.groups;
    if (!groups) continue;
    const ms =
      groups.year === undefined
        ? nearestYearMs(groups, zoneName, referenceMs ?? Date.now())
        : instantMs(groups, readYear(groups.year), zoneName);
    if (Number.isNaN(ms)) continue;
    const { millis, nanos } = splitFraction(groups.fraction ?? '');
    return { ms: ms + millis, nanos };
  }
  return undefined;
}

/** Two digits as RFC 2822 has them: 00 to 49 are of this century, 50 to 99 of the last. */
function readYear(digits: string): number {
  const year = Number(digits);
  if (digits.length > 2) return year;
  return year < 50 ? 2000 + year : 1900 + year;
}

function nearestYearMs(groups: Groups, zoneName: string, referenceMs: number): number {
  const thisYear = new Date(referenceMs).getUTCFullYear();
  let nearest = Number.NaN;
  for (const year of [thisYear, thisYear - 1, thisYear + 1]) {
    const ms = instantMs(groups, year, zoneName);
    // Written so that a year in which the day does not exist (NaN) is passed over.
    const nearer = Math.abs(ms - referenceMs) < Math.abs(nearest - referenceMs);
    if (nearer || Number.isNaN(nearest)) nearest = ms;
  }
  return nearest;
}

/** Epoch milliseconds without the fraction; NaN when a field or the zone is out of range. */
function instantMs(groups: Groups, year: number, zoneName: string): number {
  const wallMs = readWallMs(groups, year);
  const ms = wallMs - readOffsetMs(groups, wallMs, zoneName);
  // A leap second is counted as POSIX does, as the first second of the next minute; it is read
  // only where one can be: at the end of a UTC day.
  return Number(groups.second) === 60 && ms % DAY_MS !== 0 ? Number.NaN : ms;
}

function readWallMs(groups: Groups, year: number): number {
  const minute = Number(groups.minute ?? 0);
  const second = Number(groups.second ?? 0);
  const hour = readHour(groups);
  const [month, day] = readMonthAndDay(groups);
  if (second === 60) return wallTimeMs(year, month, day, hour, minute, 59) + SECOND_MS;
  // ISO 8601: 24:00:00 is the end of the day.
  const endOfDay = hour === 24 && minute === 0 && second === 0 && !Number(groups.fraction);
  if (endOfDay) return wallTimeMs(year, month, day, 0, 0, 0) + DAY_MS;
  return wallTimeMs(year, month, day, hour, minute, second);
}

function readMonthAndDay(groups: Groups): [month: number, day: number] {
  const day = Number(groups.day);
  if (groups.monthName !== undefined) {
    return [MONTHS.indexOf(groups.monthName.slice(0, 3).toLowerCase()) + 1, day];
  }
  const month = Number(groups.month);
  // 13/02/2023: as the month cannot be 13, the day came first.
  return groups.swappable !== undefined && month > 12 ? [day, month] : [month, day];
}

/** 0 to 24; NaN for an hour that no 12-hour clock shows. */
function readHour(groups: Groups): number {
  const hour = Number(groups.hour ?? 0);
  if (groups.half === undefined) return hour;
  if (hour > 12) return Number.NaN;
  return (hour % 12) + (groups.half.toLowerCase() === 'p' ? 12 : 0);
}

/** Milliseconds east of UTC at a time; NaN for a zone that is out of range or not readable. */
function readOffsetMs(groups: Groups, wallMs: number, zoneName: string): number {
  if (groups.sign === undefined) {
    const configured = wallMs - timeZone(zoneName).fromWall(wallMs);
    if (groups.zone === undefined) return configured;
    return abbreviationOffset(groups.zone, configured / MINUTE_MS) * MINUTE_MS;
  }
  const hours = Number(groups.offsetHours);
  const minutes = Number(groups.offsetMinutes ?? 0);
  if (hours > 23 || minutes > 59) return Number.NaN;
  const size = (hours * 60 + minutes) * MINUTE_MS;
  return groups.sign === '-' ? -size : size;
}
