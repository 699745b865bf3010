import { InputError } from '../../../errors.ts';

/**
 * All of a stream.
 *
 * @param limit bytes; no more is ever in memory
 * @param mend what to do about an input that is larger
 * @throws InputError when it is larger
 */
export async function readWhole(
  chunks: AsyncIterable<Buffer>,
  limit: number,
  mend: string,
): Promise<Buffer> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    parts.push(chunk);
    length += chunk.length;
    if (length > limit) throw new InputError(`is larger than ${limit / mebibyte} MiB: ${mend}`);
  }
  return Buffer.concat(parts);
}

export const mebibyte = 1024 * 1024;
