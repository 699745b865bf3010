import { mayPass, type Refusal, readRefusal } from './bulk-item.ts';

/** What follows from a bulk request that failed as a whole; `refusal` says why, without payload. */
export type FailedCall =
  /** The same request may succeed after a pause. */
  | { kind: 'again'; refusal: Refusal }
  /** No request can succeed until somebody has mended something: the events come back. */
  | { kind: 'halt'; refusal: Refusal }
  /** The body is too large. */
  | { kind: 'too_large'; refusal: Refusal }
  /** One of the documents spoils the body. */
  | { kind: 'refused'; refusal: Refusal };

/** Errors of the client without an answer from the engine that makes sense. */
const unanswered = new Set([
  'ConnectionError',
  'TimeoutError',
  'RequestAbortedError',
  'NoLivingConnectionsError',
  'DeserializationError',
]);

/**
 * @param error what the client threw; `docs/opensearch-answers.md` says what follows from which
 */
export function failedCall(error: unknown): FailedCall {
  const { name, message, meta } = readError(error);
  const status = meta?.statusCode;
  if (typeof status !== 'number') return withoutAnswer(name, message);
  const refusal = refusalOf(status, meta?.body);
  if (status === 413) return { kind: 'too_large', refusal };
  // Our rights are nothing that passes in seconds.
  if (refusal.type === 'security_exception') return { kind: 'halt', refusal };
  if (status === 408 || mayPass(status, refusal)) return { kind: 'again', refusal };
  // A proxy's 400 says nothing of a document.
  const byEngine = status === 400 && refusal.type !== statusType(status);
  return { kind: byEngine ? 'refused' : 'halt', refusal };
}

function withoutAnswer(type: string, message: string): FailedCall {
  // What JSON.parse says quotes the text that it was given.
  const reason = type === 'DeserializationError' ? 'the answer is not JSON' : message;
  return { kind: unanswered.has(type) ? 'again' : 'halt', refusal: { type, reason } };
}

const statusType = (status: number) => `status_${status}`;

/** The engine's `{error: {type, reason}}`, or what AWS and proxies say: `{message}`. */
function refusalOf(status: number, body: unknown): Refusal {
  const { error, message, Message } = Object(body) as Record<string, unknown>;
  const { type, reason } = readRefusal(error);
  if (type !== 'unknown') return { type, reason };
  return { type: statusType(status), reason: readRefusal({ reason: message ?? Message }).reason };
}

interface ClientError {
  name: string;
  message: string;
  meta?: { statusCode?: number | null; body?: unknown };
}

function readError(error: unknown): ClientError {
  return error instanceof Error ? error : { name: 'Error', message: String(error) };
}
