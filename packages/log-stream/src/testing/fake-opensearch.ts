import { gunzipSync } from 'node:zlib';
import type { Answer, Received } from './faulty-server.ts';

/** A document of a bulk request, as it arrived. */
export interface BulkDocument {
  action: 'create' | 'index';
  index: string;
  id: string;
  /** Its line, byte for byte. */
  source: Buffer;
}

/** An item's error, with the status that goes with it. */
export interface ItemError {
  status: number;
  type: string;
  reason: string;
}

export interface FakeOpenSearchOptions {
  /** Larger bodies are answered with 413, as with `http.max_content_length`. Default 100 MiB. */
  mostBytes?: number;
}

/**
 * The part of OpenSearch that indexing needs: `_bulk` with `create` and `index`, each document under
 * its index and id, and answers cut down by `filter_path`. Keeps documents in memory.
 */
export class FakeOpenSearch {
  /** Lines of documents by index and id. */
  readonly indices = new Map<string, Map<string, Buffer>>();
  /** Bulk requests that were answered, in their order. */
  readonly requests: { headers: Received['headers']; documents: BulkDocument[] }[] = [];
  /** What is wrong with a document; undefined takes it. */
  itemError: (document: BulkDocument) => ItemError | undefined = () => undefined;
  /** An answer for the whole request; undefined answers document by document. */
  wholeAnswer: (documents: readonly BulkDocument[]) => Answer | undefined = () => undefined;
  readonly #mostBytes: number;

  constructor({ mostBytes = 100 * 1024 * 1024 }: FakeOpenSearchOptions = {}) {
    this.#mostBytes = mostBytes;
  }

  /** All documents' lines, in any order. */
  lines(): string[] {
    return [...this.indices.values()].flatMap((documents) => [...documents.values()].map(String));
  }

  readonly answer = async ({ method, url, headers, body }: Received): Promise<Answer> => {
    const { pathname, searchParams } = new URL(url, 'http://opensearch');
    if (method !== 'POST' || !pathname.endsWith('/_bulk')) return json(405, { error: 'not here' });
    const plain = headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body;
    // The engine closes such a request without a word of its own.
    if (plain.length > this.#mostBytes) return { status: 413 };
    const documents = readBulk(plain);
    if (documents === undefined) return json(400, malformed);
    this.requests.push({ headers, documents });
    const whole = this.wholeAnswer(documents);
    if (whole !== undefined) return whole;
    const items = documents.map((document) => ({ [document.action]: this.#take(document) }));
    const errors = items.some((item) => Object.values(item).some(({ status }) => status >= 300));
    const answer = { took: 1, errors, items };
    return json(200, searchParams.has('filter_path') ? { errors, items } : answer);
  };

  #take(document: BulkDocument): { status: number; error?: Omit<ItemError, 'status'> } {
    const wrong = this.itemError(document);
    if (wrong !== undefined) {
      const { status, ...error } = wrong;
      return { status, error };
    }
    const documents = this.indices.get(document.index) ?? new Map<string, Buffer>();
    this.indices.set(document.index, documents);
    const isThere = documents.has(document.id);
    if (isThere && document.action === 'create') return conflict;
    documents.set(document.id, document.source);
    return { status: isThere ? 200 : 201 };
  }
}

const conflict = {
  status: 409,
  error: {
    type: 'version_conflict_engine_exception',
    reason: 'version conflict, document already exists (current version [1])',
  },
};

const malformed = {
  error: { type: 'illegal_argument_exception', reason: 'Malformed action/metadata line' },
  status: 400,
};

/** Undefined when it is not lines of action and source in turn, the last with its newline. */
function readBulk(body: Buffer): BulkDocument[] | undefined {
  const lines = body.toString().split('\n');
  if (lines.pop() !== '' || lines.length % 2 !== 0) return undefined;
  const documents: BulkDocument[] = [];
  for (let index = 0; index < lines.length; index += 2) {
    const document = readDocument(lines[index] ?? '', lines[index + 1] ?? '');
    if (document === undefined) return undefined;
    documents.push(document);
  }
  return documents;
}

function readDocument(actionLine: string, source: string): BulkDocument | undefined {
  const [action, target] = Object.entries(JSON.parse(actionLine))[0] ?? [];
  if (action !== 'create' && action !== 'index') return undefined;
  const { _index: index, _id: id } = target as { _index: string; _id: string };
  return { action, index, id, source: Buffer.from(source) };
}

function json(status: number, body: object): Answer {
  const headers = { 'content-type': 'application/json; charset=UTF-8' };
  return { status, headers, body: JSON.stringify(body) };
}
