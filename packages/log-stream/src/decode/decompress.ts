import type { Reason } from './decoded-event.ts';
import { isGzip, readGzip } from './gzip.ts';
import { isZstd, readZstdFrame } from './zstd.ts';

export type Inflated =
  | { bytes: Buffer; inflated: number }
  | { bytes: undefined; inflated: number; reason: Reason; detail: string };

/** Each member costs a start of the library, whatever its size: thousands of tiny ones are an attack. */
const maxMembers = 1000;

/** Told by the first bytes; no text begins like this. */
export function isCompressed(data: Buffer): boolean {
  return isGzip(data) || isZstd(data);
}

/**
 * Inflates gzip or zstd data, all of its members one after another. Never throws: data of which any
 * byte is neither a member nor padding is refused as a whole, so that no byte is lost unnoticed.
 *
 * @param limit bytes to inflate to at most; about as much memory is used, and not more
 */
export function decompress(data: Buffer, limit: number): Inflated {
  const readMember = isGzip(data) ? readGzip : readZstdFrame;
  const parts: Buffer[] = [];
  let inflated = 0;
  let at = 0;
  try {
    while (at < data.length) {
      if (inflated >= limit || parts.length === maxMembers) return overLimit(inflated);
      const { bytes, length } = readMember(data.subarray(at), limit - inflated);
      parts.push(bytes);
      inflated += bytes.length;
      at += length;
    }
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    return tooLarge.has(code) ? overLimit(limit) : corrupt(inflated, code, message);
  }
  const [only] = parts;
  return { bytes: parts.length === 1 && only ? only : Buffer.concat(parts), inflated };
}

function overLimit(inflated: number): Inflated {
  const detail = 'the data inflates to more than the limit';
  return { bytes: undefined, inflated, reason: 'inflate_limit', detail };
}

function corrupt(inflated: number, code: string | undefined, message: string): Inflated {
  // Reading past the end is an ERR_OUT_OF_RANGE or the like; zlib's own words never hold any data.
  const cause = code?.startsWith('ERR_') ? 'unexpected end of file' : message;
  const detail = `the compressed data is truncated or corrupt: ${cause}`;
  return { bytes: undefined, inflated, reason: 'bad_gzip', detail };
}

const tooLarge = new Set<string | undefined>([
  'ERR_BUFFER_TOO_LARGE',
  'ZSTD_error_frameParameter_windowTooLarge',
]);
