import { type SearchAddress, searchRequest } from './search-request.ts';

export interface StoredDocument {
  index: string;
  id: string;
  /** The document as it was sent, parsed. */
  source: Record<string, unknown>;
}

interface Page {
  _scroll_id: string;
  timed_out: boolean;
  _shards: { failed: number };
  hits: { hits: { _index: string; _id: string; _source: Record<string, unknown> }[] };
}

const PAGE = 5_000;

/**
 * All documents of the indices and data streams that a pattern names, also those not searchable yet.
 *
 * @throws Error when the node does not answer for all of them
 */
export async function storedDocuments(
  node: SearchAddress,
  pattern: string,
): Promise<StoredDocument[]> {
  await searchRequest(node, 'POST', `/${pattern}/_refresh`);
  const found: StoredDocument[] = [];
  const first = `/${pattern}/_search?scroll=1m&size=${PAGE}`;
  let page = await readPage(node, first, { sort: ['_doc'] });
  while (page.hits.hits.length > 0) {
    for (const { _index: index, _id: id, _source: source } of page.hits.hits) {
      found.push({ index, id, source });
    }
    page = await readPage(node, '/_search/scroll?scroll=1m', { scroll_id: page._scroll_id });
  }
  await searchRequest(node, 'DELETE', '/_search/scroll', { scroll_id: page._scroll_id });
  return found;
}

async function readPage(node: SearchAddress, path: string, query: object): Promise<Page> {
  const { status, body } = await searchRequest(node, 'POST', path, query);
  if (status === 200 && !body.timed_out && body._shards.failed === 0) return body;
  throw new Error(`${path} failed: ${status} ${JSON.stringify(body).slice(0, 500)}`);
}
