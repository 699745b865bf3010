import { rememberBySlot } from './time-slot-cache.ts';

const DAY_MS = 86_400_000;

/** A zone's two directions; both are exact to the millisecond and cheap when asked again. */
export interface TimeZone {
  /** What the zone's clocks are ahead of UTC at an instant: epoch milliseconds to milliseconds. */
  offsetAt(ms: number): number;
  /**
   * The instant at which the zone's clocks show a time. `wallMs` is that time written as if it were
   * UTC. Where clocks go back and a time comes twice it is the first; where they go forward and a
   * time never comes, it is read with the offset from before the change, as RFC 5545, java.time,
   * Temporal and Python's zoneinfo do: 02:30 becomes 03:30 of summer time. NaN for NaN.
   */
  fromWall(wallMs: number): number;
}

const UTC: TimeZone = { offsetAt: () => 0, fromWall: (wallMs) => wallMs };

/** Names are a handful of settings; the bound is for callers who pass on what they are given. */
const MAX_ZONES = 256;
const zones = new Map<string, TimeZone>([['UTC', UTC]]);
let lastName = 'UTC';
let lastZone = UTC;

/**
 * The zone of an IANA name, kept for the next call.
 *
 * @throws RangeError when the runtime does not know the name (see `isTimeZone`)
 */
export function timeZone(name: string): TimeZone {
  if (name === lastName) return lastZone;
  let zone = zones.get(name);
  if (zone === undefined) {
    zone = createTimeZone(name);
    if (zones.size >= MAX_ZONES) zones.clear();
    zones.set(name, zone);
  }
  lastName = name;
  lastZone = zone;
  return zone;
}

/** The three-letter names of the IANA database. Runtimes know others: their BST is Bangladesh. */
const SHORT_NAMES = /^(?:UTC|GMT|UCT|CET|EET|MET|WET|EST|MST|HST|PRC|ROC|ROK)$/i;

/** Whether `name` is an IANA time zone that this runtime knows, such as `Asia/Tokyo` or `UTC`. */
export function isTimeZone(name: string): boolean {
  // Making the runtime's first formatter costs 10 ms, a good part of a cold start.
  if (name === 'UTC') return true;
  // Intl also takes offsets such as "+09:00", which are no zones.
  if (!/^[A-Za-z]/.test(name) || (name.length === 3 && !SHORT_NAMES.test(name))) return false;
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

function createTimeZone(name: string): TimeZone {
  const format = new Intl.DateTimeFormat('en-US', { timeZone: name, timeZoneName: 'longOffset' });
  const offsetAt = rememberBySlot((ms) => readOffset(format.format(ms)));
  const offsetOfWall = rememberBySlot((wallMs) => {
    const before = offsetAt(wallMs - DAY_MS);
    const after = offsetAt(wallMs + DAY_MS);
    if (offsetAt(wallMs - before) === before) return before;
    return offsetAt(wallMs - after) === after ? after : before;
  });
  return {
    offsetAt,
    fromWall: (wallMs) => (Number.isNaN(wallMs) ? wallMs : wallMs - offsetOfWall(wallMs)),
  };
}

/**
 * `11/21/2026, GMT-04:30` to milliseconds. Not `tzOffset` of @date-fns/tz, which reads the same
 * text: it takes offsets between zero and one hour west, such as -00:44:30, for east.
 */
function readOffset(formatted: string): number {
  const parts = /GMT([+-])(\d\d):(\d\d)(?::(\d\d))?$/.exec(formatted);
  if (!parts) return 0;
  const [, sign, hours, minutes, seconds = '0'] = parts;
  const size = Number(hours) * 3_600_000 + Number(minutes) * 60_000 + Number(seconds) * 1000;
  return sign === '-' ? -size : size;
}
