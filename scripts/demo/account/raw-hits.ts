/** A document as a search engine gives it back, to the byte as it was indexed. */
export interface RawHit {
  index: string;
  id: string;
  /** The values that the search is sorted by. */
  sort: readonly unknown[];
  source: Buffer;
}

const sourceKey = '"_source"';
const [quote, backslash, colon] = [0x22, 0x5c, 0x3a];
const opening = new Set([0x7b, 0x5b]);
const closing = new Set([0x7d, 0x5d]);

/**
 * Reads the hits of a search's answer. The sources are cut out before the rest is parsed: JSON.parse
 * would lose how they were spelled.
 *
 * @throws SyntaxError when it is no JSON
 */
export function readRawHits(answer: Buffer): RawHit[] {
  const { sources, rest } = cutSources(answer);
  const { hits } = JSON.parse(rest) as { hits: { hits: Hit[] } };
  return hits.hits.map(({ _index, _id, sort = [] }, n) => ({
    index: _index,
    id: _id,
    sort,
    source: sources[n] ?? Buffer.alloc(0),
  }));
}

interface Hit {
  _index: string;
  _id: string;
  sort?: unknown[];
}

/** The answer with `null` for each source, and the sources. */
function cutSources(answer: Buffer): { sources: Buffer[]; rest: string } {
  const sources: Buffer[] = [];
  const kept: Buffer[] = [];
  let from = 0;
  let at = answer.indexOf(quote);
  while (at >= 0) {
    const end = endOfString(answer, at);
    if (isSourceKey(answer, at, end)) {
      kept.push(answer.subarray(from, end + 1), Buffer.from('null'));
      from = endOfObject(answer, end + 1);
      sources.push(answer.subarray(end + 1, from));
    }
    at = answer.indexOf(quote, Math.max(from, end));
  }
  kept.push(answer.subarray(from));
  return { sources, rest: Buffer.concat(kept).toString() };
}

function isSourceKey(json: Buffer, start: number, end: number): boolean {
  return json[end] === colon && json.toString('latin1', start, end) === sourceKey;
}

function deeperBy(byte: number): number {
  if (opening.has(byte)) return 1;
  return closing.has(byte) ? -1 : 0;
}

/** @returns where the string that begins at `start` has ended */
function endOfString(json: Buffer, start: number): number {
  let at = start + 1;
  while (at < json.length && json[at] !== quote) at += json[at] === backslash ? 2 : 1;
  return at + 1;
}

/** @returns where the object that begins at `start` has ended */
function endOfObject(json: Buffer, start: number): number {
  let depth = 0;
  for (let at = start; at < json.length; at += 1) {
    const byte = json[at] ?? 0;
    if (byte === quote) at = endOfString(json, at) - 1;
    depth += deeperBy(byte);
    if (depth === 0) return at + 1;
  }
  return json.length;
}
