/** At most; some 10 MB of keys. */
const mostKeys = 50_000;

/**
 * Keys of objects that lie in the bucket while their batch comes back for the sake of others. A batch
 * with so many partitions that they cannot all be written in one invocation gets on from attempt to
 * attempt, instead of asking for each of them again.
 */
export class WrittenObjects {
  readonly #keys = new Set<string>();

  has(key: string): boolean {
    return this.#keys.has(key);
  }

  add(keys: Iterable<string>): void {
    for (const key of keys) this.#keys.add(key);
    for (const oldest of this.#keys) {
      if (this.#keys.size <= mostKeys) return;
      this.#keys.delete(oldest);
    }
  }

  /** For a batch that will not come back. */
  forget(keys: Iterable<string>): void {
    for (const key of keys) this.#keys.delete(key);
  }
}
