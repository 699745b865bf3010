import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { InputError } from '../../../errors.ts';
import { fileProblem } from '../../../file-problem.ts';

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
