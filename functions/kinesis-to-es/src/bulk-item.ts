import { engineReason, engineType } from './engine-reason.ts';

/** The engine's error, without payload. */
export interface Refusal {
  type: string;
  reason: string;
}

/** What became of one document. `docs/opensearch-answers.md` says what the engines answer, and when. */
export type Item =
  | { kind: 'created' }
  | { kind: 'there' }
  /** A later attempt may succeed: something is wrong with the cluster, not with the document. */
  | { kind: 'retry'; refusal: Refusal }
  | { kind: 'refused'; refusal: Refusal; status: number };

interface BulkResult {
  status?: unknown;
  error?: EngineError;
}

interface EngineError {
  type?: unknown;
  reason?: unknown;
  caused_by?: { reason?: unknown };
}

/** What is read of an answer, for `filter_path`: all of it is as long as the documents. */
export const partsOfAnswer = [
  'errors',
  'items.*.status',
  'items.*.error.type',
  'items.*.error.reason',
  'items.*.error.caused_by.reason',
].join();

/**
 * The items of an answer to a bulk request, in the order of its documents.
 *
 * @returns undefined when they are not as many as the documents: whose they are cannot be told then
 */
export function readItems(answer: unknown, documents: number): Item[] | undefined {
  const { items } = (answer ?? {}) as { items?: unknown };
  if (!Array.isArray(items) || items.length !== documents) return undefined;
  return items.map(readItem);
}

// The two of a batch's thousands of items that are all alike.
const created: Item = { kind: 'created' };
const there: Item = { kind: 'there' };

/** `{"create": {"status": 201}}` */
function readItem(item: unknown): Item {
  const results = Object(item) as { create?: BulkResult | null; index?: BulkResult | null };
  const action = results.create === undefined ? 'index' : 'create';
  const result = results[action];
  const status = typeof result?.status === 'number' ? result.status : 0;
  if (status === 201) return created;
  if ((status >= 200 && status < 300) || (status === 409 && action === 'create')) return there;
  const refusal = readRefusal(result?.error);
  if (status < 400 || mayPass(status, refusal)) return { kind: 'retry', refusal };
  return { kind: 'refused', refusal, status };
}

/** @param error `{type, reason, caused_by?}` of an item or of a whole answer */
export function readRefusal(error: unknown): Refusal {
  const { type, reason, caused_by } = Object(error) as EngineError;
  // Where that is all it says, the cause says what is wrong with the document.
  const cause = reason === 'failed to parse' ? textOf(Object(caused_by).reason) : '';
  return {
    type: engineType(type),
    reason: cause === '' ? textOf(reason) : engineReason(`failed to parse: ${cause}`),
  };
}

function textOf(reason: unknown): string {
  return typeof reason === 'string' ? engineReason(reason) : '';
}

/** Errors with a 4xx that speak of the state of the cluster or of our rights there. */
const passingTypes = new Set([
  'cluster_block_exception',
  'index_create_block_exception',
  'security_exception',
  'circuit_breaking_exception',
  'es_rejected_execution_exception',
  'rejected_execution_exception',
  'opensearch_rejected_execution_exception',
]);

/** `this action would add [2] total shards, but this cluster currently has [1000]/[1000] maximum shards open` */
const shardLimit = /maximum (\w+ )?shards open/;

/** Whether an error is one that a later attempt may not meet. */
export function mayPass(status: number, { type, reason }: Refusal): boolean {
  if (status === 429 || status >= 500 || passingTypes.has(type)) return true;
  return type === 'validation_exception' && shardLimit.test(reason);
}
