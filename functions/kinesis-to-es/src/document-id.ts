import { hash } from 'node:crypto';

/** OpenSearch takes no longer ids, in bytes of UTF-8. */
const longestId = 512;

/**
 * The `_id` under which an event is written: its log id, so that the same event is the same document
 * however often it is sent. A log id of more than 512 bytes becomes `sha256:` and the 64 hexadecimal
 * digits of its SHA-256.
 */
export function documentId(logId: string): string {
  // No text has more than three bytes of UTF-8 a code unit.
  const short = logId.length * 3 <= longestId || Buffer.byteLength(logId) <= longestId;
  if (short && logId.isWellFormed()) return logId;
  // Half a surrogate pair has no UTF-8: all of them would become the same. JSON spells them out.
  return `sha256:${hash('sha256', logId.isWellFormed() ? logId : JSON.stringify(logId))}`;
}
