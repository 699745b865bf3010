import { closeSync, mkdirSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * A file in which bytes are put at their places, in any order, and read again. Places that nothing was
 * put to read as zeros.
 */
export class PlacedBytes {
  readonly #path: string;
  #file: number | undefined;

  constructor(path: string) {
    this.#path = path;
  }

  put(offset: number, bytes: Buffer): void {
    writeSync(this.#open(), bytes, 0, bytes.length, offset);
  }

  read(offset: number, length: number): Buffer {
    const bytes = Buffer.alloc(length);
    readSync(this.#open(), bytes, 0, length, offset);
    return bytes;
  }

  remove(): void {
    closeSync(this.#open());
    rmSync(this.#path);
  }

  #open(): number {
    if (this.#file === undefined) {
      mkdirSync(dirname(this.#path), { recursive: true });
      this.#file = openSync(this.#path, 'w+');
    }
    return this.#file;
  }
}
