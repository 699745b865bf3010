import type { BucketReader, SavedObject } from './bucket-reader.ts';

/** A bucket in which several functions keep their own, each under a prefix. */
export class SharedBucket {
  readonly #reader: Pick<BucketReader, 'newObjects'>;
  readonly #shelves = new Map<string, SavedObject[]>();

  constructor(reader: Pick<BucketReader, 'newObjects'>) {
    this.#reader = reader;
  }

  /** Says under which prefix something may lie. */
  expect(prefix: string): void {
    if (!this.#shelves.has(prefix)) this.#shelves.set(prefix, []);
  }

  /**
   * The objects under a prefix that have come since the last call.
   *
   * @throws Error when the bucket holds what nobody expects: Lambda may have given a batch up
   */
  async take(prefix: string): Promise<SavedObject[]> {
    for await (const object of this.#reader.newObjects()) {
      const shelf = [...this.#shelves].find(([known]) => object.key.startsWith(known));
      if (shelf === undefined) throw new Error(`the bucket holds ${object.key}: whose is it?`);
      shelf[1].push(object);
    }
    return this.#shelves.get(prefix)?.splice(0) ?? [];
  }
}
