import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { OutputClosedError, OutputError } from './errors.ts';

/** Writes to a stream no faster than it is read. */
export class Output {
  private readonly stream: Writable;
  private failure: NodeJS.ErrnoException | undefined = undefined;

  constructor(stream: Writable) {
    this.stream = stream;
    // The stream may fail between two writes, when nobody waits for it.
    stream.on('error', (error) => {
      this.failure ??= error;
    });
  }

  /**
   * Resolves when the stream takes more.
   *
   * @throws OutputClosedError when the reader has gone, OutputError when writing fails otherwise
   */
  async write(text: string): Promise<void> {
    if (this.failure === undefined && !this.stream.write(text)) {
      await once(this.stream, 'drain').catch((error) => {
        this.failure ??= error as NodeJS.ErrnoException;
      });
    }
    if (this.failure === undefined) return;
    const { code, message } = this.failure;
    if (code === 'EPIPE') throw new OutputClosedError(message);
    throw new OutputError(`the output cannot be written: ${message}`);
  }
}
