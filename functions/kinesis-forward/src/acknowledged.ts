import { crc32 } from 'node:zlib';
import type { Outcome, Piece } from './piece.ts';

const delivered: Outcome = { status: 'delivered' };

/** A target's pieces of a batch, without those that it has acknowledged in an earlier attempt. */
export interface Open {
  pieces: readonly Piece[];
  /** How many were left out. */
  known: number;
  /** Puts the outcomes of `pieces` in their places among those of all. */
  complete(outcomes: readonly Outcome[]): readonly Outcome[];
}

/**
 * What targets have acknowledged of records that come back for another target's sake. It lives as long
 * as the function's sandbox and forgets a record as soon as it is settled, so that in normal running it
 * is empty.
 */
export class Acknowledged {
  readonly #keys = new Set<string>();
  readonly #most: number;

  /** @param most pieces to remember, about 170 bytes each; the oldest are forgotten first */
  constructor(most = 100_000) {
    this.#most = most;
  }

  get size(): number {
    return this.#keys.size;
  }

  /** @param target number of the target */
  open(target: number, pieces: readonly Piece[]): Open {
    const unknown = (piece: Piece) => !this.#keys.has(keyOf(target, piece));
    const open = this.#keys.size === 0 ? pieces : pieces.filter(unknown);
    const complete = (outcomes: readonly Outcome[]) => {
      if (open.length === pieces.length) return outcomes;
      const byPiece = new Map(open.map((piece, index) => [piece, outcomes[index]]));
      return pieces.map((piece) => byPiece.get(piece) ?? delivered);
    };
    return { pieces: open, known: pieces.length - open.length, complete };
  }

  /**
   * Remembers what was delivered of records that come back, and forgets those that do not.
   *
   * @param records number of records in the batch
   * @param settled number of records, from the first on, that do not come back
   */
  update(
    target: number,
    pieces: readonly Piece[],
    outcomes: readonly Outcome[],
    records: number,
    settled: number,
  ): void {
    if (this.#keys.size === 0 && settled === records) return;
    pieces.forEach((piece, index) => {
      const key = keyOf(target, piece);
      if (piece.source < settled) this.#keys.delete(key);
      else if (outcomes[index]?.status === 'delivered') this.#keys.add(key);
    });
    this.#forgetOldest();
  }

  #forgetOldest(): void {
    for (const key of this.#keys) {
      if (this.#keys.size <= this.#most) return;
      this.#keys.delete(key);
    }
  }
}

/**
 * With the content: in the invocations of a stream an id stands for one record, but whoever calls the
 * function by hand may give it to several, and an event that was never sent must not count as delivered.
 */
function keyOf(target: number, { record, part, data }: Piece): string {
  return `${target} ${record.eventID} ${part} ${data.length} ${crc32(data)}`;
}
