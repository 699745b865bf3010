import { zipSync } from 'fflate';

/**
 * A zip with one file in it, the same bytes on every machine: no clock, no umask and no owner
 * gets in.
 */
export function zipOneFile(name: string, content: string): Uint8Array {
  const entry = new TextEncoder().encode(content);
  return zipSync({ [name]: [entry, { level: 9, mtime: fixedTime(), os: unix, attrs: readable }] });
}

const unix = 3;
/** A regular file, rw-r--r--: zip keeps the Unix mode in the upper 16 bits. */
const readable = 0o100644 << 16;

/**
 * A zip stores local time without a zone, so the fixed time must be local as well. Midday, because
 * a change of the clocks may have left out midnight.
 */
function fixedTime(): Date {
  return new Date(1980, 0, 1, 12);
}
