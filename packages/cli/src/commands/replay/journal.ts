import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';
import { InputError } from '../../errors.ts';
import { parseObject } from '../../records/json-object.ts';

/** One event of an object or message: `key` names it and its version, `piece` the place in it. */
export interface Piece {
  key: string;
  piece: number;
}

/**
 * What has been sent, in a file that outlives the run: a line for each call that was answered. A run
 * that is started again sends none of it twice; only the call whose answer did not come, or did not
 * reach the file, is repeated.
 */
export class Journal {
  readonly path: string;
  readonly #sent = new Map<string, Set<number>>();
  #file: number | undefined;

  /**
   * @param path is made when the first call is answered
   * @throws InputError when it exists and is no journal of this replay
   */
  constructor(path: string, name: string) {
    this.path = path;
    if (existsSync(path)) this.#load(readFileSync(path, 'utf8').split('\n'), name);
    this.#name = name;
  }
  readonly #name: string;

  has({ key, piece }: Piece): boolean {
    return this.#sent.get(key)?.has(piece) ?? false;
  }

  /** Number of events of an object that have been sent, in all runs. */
  countOf(key: string): number {
    return this.#sent.get(key)?.size ?? 0;
  }

  /** Resolves when it is on disk. */
  add(pieces: readonly Piece[]): void {
    if (pieces.length === 0) return;
    const byKey = Map.groupBy(pieces, ({ key }) => key);
    const sent = [...byKey].map(([key, own]) => [key, own.map(({ piece }) => piece)]);
    this.#file ??= this.#open();
    writeSync(this.#file, `${JSON.stringify({ sent })}\n`);
    fsyncSync(this.#file);
    for (const piece of pieces) this.#note(piece);
  }

  #open(): number {
    if (!existsSync(this.path)) {
      appendFileSync(this.path, `${JSON.stringify({ replay: this.#name })}\n`);
    } else if (!readFileSync(this.path, 'utf8').endsWith('\n')) {
      appendFileSync(this.path, '\n'); // after a line that a crash cut off
    }
    return openSync(this.path, 'a');
  }

  #load([head = '', ...lines]: readonly string[], name: string): void {
    if (parseObject(head)?.replay !== name) {
      throw new InputError(`${this.path} is not the journal of ${name}: give another --journal`);
    }
    for (const line of lines) {
      const { sent = [] } = (parseObject(line) ?? {}) as { sent?: [string, number[]][] };
      for (const [key, pieces] of sent) for (const piece of pieces) this.#note({ key, piece });
    }
  }

  #note({ key, piece }: Piece): void {
    const pieces = this.#sent.get(key) ?? new Set();
    pieces.add(piece);
    this.#sent.set(key, pieces);
  }
}

/** Where the journal lies unless the user says: the same source and target find it again. */
export function journalPath(name: string): string {
  const hash = createHash('sha256').update(name).digest('hex').slice(0, 12);
  return `logdrive-replay-${hash}.journal`;
}
