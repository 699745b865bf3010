import { MAX_YEAR, splitFraction, type Timestamp } from './timestamp-fields.ts';

/**
 * The unit of an epoch number is told by its size: from 1973-03-03 to 2261 a count of seconds has 9
 * or 10 digits, of milliseconds 12 or 13, of microseconds 15 or 16, of nanoseconds 18 or 19. A
 * number in between, or a small one such as 10, is none.
 */
const MIN_SECONDS = 1e8;
const END_SECONDS = Date.UTC(MAX_YEAR + 1, 0) / 1000;

/**
 * A number of seconds, milliseconds, microseconds or nanoseconds since 1970 as microseconds, to
 * which it is rounded: a JSON number cannot hold more of a present-day time. NaN when it is none.
 */
function epochMicros(value: number): number {
  for (const unit of [1, 1e3, 1e6, 1e9]) {
    if (value >= MIN_SECONDS * unit && value < END_SECONDS * unit) {
      return unit > 1e6 ? Math.round(value / (unit / 1e6)) : Math.round(value * (1e6 / unit));
    }
  }
  return Number.NaN;
}

/** Epoch milliseconds, rounded down, of an epoch number of any unit; NaN when it is none. */
export function readEpochNumberMs(value: number): number {
  return Math.floor(epochMicros(value) / 1000);
}

/** As `readEpochNumberMs`, with what is left below the millisecond, in steps of microseconds. */
export function readEpochNumber(value: number): Timestamp | undefined {
  const micros = epochMicros(value);
  if (Number.isNaN(micros)) return undefined;
  const ms = Math.floor(micros / 1000);
  return { ms, nanos: (micros - ms * 1000) * 1000 };
}

const EPOCH_TEXT = /^(\d{9,10}|\d{12,13}|\d{15,16}|\d{18,19})(?:\.(\d+))?$/;

/** Epoch seconds, milliseconds, microseconds or nanoseconds as decimal digits, to the nanosecond. */
export function readEpochText(text: string): Timestamp | undefined {
  const [, whole = '', fraction = ''] = EPOCH_TEXT.exec(text) ?? [];
  if (whole === '') return undefined;
  // 9 or 10 digits are seconds, and each three digits more are a unit a thousand times finer.
  const finer = 3 * Math.floor((whole.length - 9) / 3);
  const seconds = Number(whole.slice(0, whole.length - finer));
  if (seconds < MIN_SECONDS || seconds >= END_SECONDS) return undefined;
  const { millis, nanos } = splitFraction(whole.slice(whole.length - finer) + fraction);
  return { ms: seconds * 1000 + millis, nanos };
}
