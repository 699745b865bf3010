import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';

/**
 * What is known of a process that stays, as JSON, in a file that is also its lifeline: its guard ends it
 * when the file goes (`spawnLasting`).
 */
export class StateFile<T extends object> {
  readonly path: string;
  readonly #isWhole: (state: Partial<T>) => boolean;

  /** @param isWhole whether the process has started, and not been cut short while it did */
  constructor(path: string, isWhole: (state: Partial<T>) => boolean) {
    this.path = resolve(path);
    this.#isWhole = isWhole;
  }

  /** Puts the file there for the guard, runs the start, and keeps what it answers; gone when it fails. */
  async keep(start: () => Promise<T>): Promise<T> {
    writeFileSync(this.path, '');
    try {
      const state = await start();
      writeFileSync(`${this.path}.new`, JSON.stringify(state, null, 2));
      renameSync(`${this.path}.new`, this.path);
      return state;
    } catch (error) {
      this.remove();
      throw error;
    }
  }

  /** Undefined when there is none, or one that is not whole. */
  read(): T | undefined {
    try {
      const state = JSON.parse(readFileSync(this.path, 'utf8')) as Partial<T>;
      return this.#isWhole(state) ? (state as T) : undefined;
    } catch {
      return undefined;
    }
  }

  remove(): void {
    rmSync(this.path, { force: true });
  }
}
