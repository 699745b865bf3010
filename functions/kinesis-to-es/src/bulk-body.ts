import type { LogEvent } from '@logdrive/log-stream';
import type { Refusal } from './bulk-item.ts';
import { documentId } from './document-id.ts';

export type Action = 'create' | 'index';

/** One document of a bulk body. */
export interface Entry {
  event: LogEvent;
  /** The line that says what to do with the document, as JSON. */
  action: string;
  /** The document, one line of JSON. */
  source: Buffer;
  /** Size of both lines with their newlines. */
  bytes: number;
  /** Why the event itself was refused, where the document is what is kept of it as text. */
  refusal?: Refusal;
}

/** Turns an event into an entry whose document is the event's own bytes. */
export function createEntries(
  action: Action,
  indexOf: (logType: string, timeMs: number) => string,
): (event: LogEvent) => Entry {
  return (event) => {
    const index = indexOf(event.logType, event.timeMs);
    const id = JSON.stringify(documentId(event.logId));
    return withSource(event, `{"${action}":{"_index":"${index}","_id":${id}}}`, event.bytes);
  };
}

/** The same entry with another document. */
export function replaced(entry: Entry, source: Buffer, refusal: Refusal): Entry {
  return { ...withSource(entry.event, entry.action, source), refusal };
}

function withSource(event: LogEvent, action: string, source: Buffer): Entry {
  return { event, action, source, bytes: Buffer.byteLength(action) + source.length + 2 };
}

/** What a bulk body holds at most; a larger document goes alone. */
export interface BodyLimits {
  bytes: number;
  count: number;
}

/** Cuts entries into bodies, in their order. */
export function cut(entries: readonly Entry[], limits: BodyLimits): Entry[][] {
  const bodies: Entry[][] = [];
  let body: Entry[] = [];
  let bytes = 0;
  for (const entry of entries) {
    const full = bytes + entry.bytes > limits.bytes || body.length >= limits.count;
    if (full && body.length > 0) {
      bodies.push(body);
      body = [];
      bytes = 0;
    }
    body.push(entry);
    bytes += entry.bytes;
  }
  if (body.length > 0) bodies.push(body);
  return bodies;
}

/**
 * The two parts of a body of several entries, about equal in bytes. A document larger than all the
 * others together soon stands alone.
 */
export function halves(entries: readonly Entry[]): [Entry[], Entry[]] {
  const half = sizeOf(entries) / 2;
  let bytes = 0;
  const middle = entries.findIndex((entry) => {
    bytes += entry.bytes;
    return bytes > half;
  });
  const end = Math.min(entries.length - 1, Math.max(1, middle));
  return [entries.slice(0, end), entries.slice(end)];
}

/** Size of a body in bytes. */
export function sizeOf(entries: readonly Entry[]): number {
  return entries.reduce((sum, { bytes }) => sum + bytes, 0);
}

/** The entries' lines in one buffer. */
export function bodyOf(entries: readonly Entry[]): Buffer {
  const body = Buffer.allocUnsafe(sizeOf(entries));
  let offset = 0;
  for (const { action, source } of entries) {
    offset += body.write(action, offset);
    body[offset] = 0x0a;
    body.set(source, offset + 1);
    offset += source.length + 2;
    body[offset - 1] = 0x0a;
  }
  return body;
}
