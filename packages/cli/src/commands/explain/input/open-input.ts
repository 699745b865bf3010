import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { InputError } from '../../../errors.ts';

/**
 * The bytes of a file, as they are asked for; closed when no more are asked for.
 *
 * @param path `-` for standard input
 * @throws InputError when it cannot be read, with the reason in plain words
 */
export async function* openInput(path: string, stdin: Readable): AsyncGenerator<Buffer> {
  const stream = path === '-' ? stdin : createReadStream(path);
  try {
    for await (const chunk of stream) yield chunk as Buffer;
  } catch (error) {
    throw new InputError(fileProblem(error), { cause: error });
  }
}

const problems: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'is a folder: give files',
  EACCES: 'may not be read: the permission is missing',
};

/** Why a file cannot be read, in plain words. */
export function fileProblem(error: unknown): string {
  const { code = '', message } = error as NodeJS.ErrnoException;
  return problems[code] ?? message;
}
