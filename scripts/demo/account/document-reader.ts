import { type SearchAddress, searchBytes, searchRequest } from '../../opensearch/search-request.ts';
import { type RawHit, readRawHits } from './raw-hits.ts';

/** An index of the search engine. */
export interface IndexFigures {
  index: string;
  documents: number;
}

/** About how large a page may be, in bytes of its documents. */
const pageBytes = 4 * 1024 * 1024;
const pageDocuments = { first: 50, most: 2000 };

/**
 * Reads the documents of indices, each once, a page at a time. An index must have one shard, as the
 * templates say: its sequence numbers are the order of reading.
 */
export class DocumentReader {
  readonly #node: SearchAddress;
  readonly #pattern: string;
  /** The last sequence number read of each index. */
  readonly #read = new Map<string, number>();

  /** @param pattern of the indices' names */
  constructor(node: SearchAddress, pattern: string) {
    this.#node = node;
    this.#pattern = pattern;
  }

  /** Reads again from the beginning: of two documents the later may become visible first. */
  restart(): void {
    this.#read.clear();
  }

  /** The indices by name, with all documents that the engine has acknowledged. */
  async indices(): Promise<IndexFigures[]> {
    await searchRequest(this.#node, 'POST', `/${this.#pattern}/_refresh`);
    const path = `/_cat/indices/${this.#pattern}?format=json&h=index,docs.count&s=index`;
    const { status, body } = await searchRequest(this.#node, 'GET', path);
    if (status !== 200) throw new Error(`${path} answers ${status}`);
    return (body as Record<string, string>[]).map((row) => ({
      index: row.index ?? '',
      documents: Number(row['docs.count'] ?? 0),
    }));
  }

  /** The documents that have come since the last call. */
  async *newDocuments(): AsyncGenerator<RawHit> {
    for (const { index } of await this.indices()) yield* this.#newDocumentsOf(index);
  }

  async *#newDocumentsOf(index: string): AsyncGenerator<RawHit> {
    let size = pageDocuments.first;
    for (;;) {
      const page = await this.#page(index, size);
      for (const hit of page) {
        this.#read.set(index, Number(hit.sort[0]));
        yield hit;
      }
      if (page.length < size) return;
      const bytes = page.reduce((sum, { source }) => sum + source.length, 0);
      const fitting = Math.floor((pageBytes * page.length) / Math.max(1, bytes));
      size = Math.min(pageDocuments.most, Math.max(1, fitting));
    }
  }

  async #page(index: string, size: number): Promise<RawHit[]> {
    const last = this.#read.get(index);
    const path = `/${encodeURIComponent(index)}/_search`;
    const { status, bytes } = await searchBytes(this.#node, 'POST', path, {
      size,
      sort: [{ _seq_no: 'asc' }],
      track_total_hits: false,
      ...(last !== undefined && { search_after: [last] }),
    });
    if (status === 200) return readRawHits(bytes);
    // The index is just being made: its shard is not there yet, and the next look will find it.
    if (status === 503) return [];
    throw new Error(`${path} answers ${status}: ${bytes.toString('utf8', 0, 500)}`);
  }
}
