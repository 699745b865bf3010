import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Deadline, Log, SchemaKeys, Sink } from '@logdrive/log-stream';
import type { OpenSearch } from '@logdrive/log-stream/opensearch';
import pLimit from 'p-limit';
import {
  type Action,
  type BodyLimits,
  bodyOf,
  createEntries,
  cut,
  type Entry,
  replaced,
} from './bulk-body.ts';
import { partsOfAnswer, type Refusal, readItems } from './bulk-item.ts';
import { type BulkAnswer, Delivery } from './delivery.ts';
import { failedCall } from './failed-call.ts';
import { textDocument } from './text-document.ts';

export interface OpenSearchSinkOptions {
  client: OpenSearch;
  /** Name of the index or data stream of an event, by log type and epoch milliseconds. */
  indexOf: (logType: string, timeMs: number) => string;
  /** `create` writes a document once; `index` writes it anew each time. A data stream takes `create` alone. */
  action: Action;
  /** What becomes of an event that an index refuses for its content. */
  onConflict: 'quarantine' | 'keep_as_text';
  /** Names of the common schema, for what is kept as text. */
  keys: SchemaKeys;
  limits: BodyLimits;
  /** Bulk requests under way at a time; bounds memory and connections. */
  inFlight: number;
  /** Whether bodies are compressed on the wire. */
  gzip: boolean;
  log: Log;
}

/** Writes events as documents, each under its log id, so that what is sent again is found again. */
export function opensearchSink(options: OpenSearchSinkOptions): Sink {
  const entryOf = createEntries(options.action, options.indexOf);
  const limit = pLimit(options.inFlight);
  const asText = createAsText(options);
  return {
    async deliver(events, _batch, deadline) {
      const sent = { requests: 0, bytes: 0 };
      const post = (entries: readonly Entry[]) => postBulk(entries, { ...options, deadline, sent });
      const delivery = new Delivery({ post, deadline, limits: options.limits, asText });
      const bodies = cut(events.map(entryOf), options.limits);
      await Promise.all(bodies.map((body) => limit(() => delivery.send(body))));
      tellTroubles(delivery, options.log);
      const { refused, retry, counts } = delivery;
      const figures = {
        DocumentsCreated: counts.created,
        DocumentsAlreadyThere: counts.there,
        KeptAsText: counts.keptAsText,
        BulkRequests: sent.requests,
        BytesSent: sent.bytes,
        ...delivery.freshness.figures(),
      };
      return { delivered: counts.created + counts.there, refused, retry, figures };
    },
  };
}

function createAsText({ onConflict, keys }: OpenSearchSinkOptions) {
  if (onConflict === 'quarantine') return undefined;
  return (entry: Entry, refusal: Refusal) =>
    replaced(entry, textDocument(entry.event, refusal, keys), refusal);
}

interface Post extends OpenSearchSinkOptions {
  deadline: Deadline;
  /** Requests and bytes on the wire so far. */
  sent: { requests: number; bytes: number };
}

async function postBulk(entries: readonly Entry[], post: Post): Promise<BulkAnswer> {
  const body = bodyOf(entries);
  try {
    const answer = await request(post.gzip ? await compress(body, fastest) : body, post);
    const items = readItems(answer, entries.length);
    return items === undefined ? unfitting : { kind: 'items', items };
  } catch (error) {
    return failedCall(error);
  }
}

const compress = promisify(gzip);
/** Of the levels the one that pays: a function's share of a processor is dear, and bandwidth is not. */
const fastest = { level: 1 };

const unfitting: BulkAnswer = {
  kind: 'again',
  refusal: { type: 'answer', reason: 'it does not answer for as many documents as were sent' },
};

async function request(body: Buffer, { client, gzip, deadline, sent }: Post): Promise<unknown> {
  sent.requests += 1;
  sent.bytes += body.length;
  const pending = client.transport.request(
    { method: 'POST', path: '/_bulk', querystring: { filter_path: partsOfAnswer }, bulkBody: body },
    {
      maxRetries: 0,
      requestTimeout: Math.max(1, Math.min(longestWaitMs, deadline.remainingMs())),
      headers: gzip ? { 'content-encoding': 'gzip' } : {},
    },
  );
  // Without a value: what abort answers is a promise to an event target, which throws its rejection.
  const abort = () => void pending.abort();
  deadline.signal.addEventListener('abort', abort, { once: true });
  try {
    return (await pending).body;
  } finally {
    deadline.signal.removeEventListener('abort', abort);
  }
}

/** The engine gives up on a bulk request after a minute; one that is silent for so long is lost. */
const longestWaitMs = 30_000;

function tellTroubles({ troubles, retry }: Delivery, log: Log): void {
  for (const [type, { reason }] of troubles) {
    const error = Object.assign(new Error(reason), { name: type });
    const fields = { events_that_come_back: retry.length };
    log.error('bulk requests had to be made again', error, fields);
  }
}
