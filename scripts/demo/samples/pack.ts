import { gzipSync } from 'node:zlib';
import { kplAggregate } from '@logdrive/log-stream/testing';
import type { OutgoingRecord, SentEvent } from '../events.ts';

/** One event in a record, as most producers send. */
export function single(event: SentEvent): OutgoingRecord {
  return { data: event.bytes, events: [event] };
}

/** Several events in a record, a line each. */
export function lines(events: readonly SentEvent[]): OutgoingRecord {
  return { data: ndjson(events), events };
}

/** The same, compressed. */
export function gzipped(events: readonly SentEvent[]): OutgoingRecord {
  return { data: gzipSync(ndjson(events)), events };
}

/** Several events in one aggregate, as the Kinesis Producer Library packs them. */
export function aggregate(events: readonly SentEvent[]): OutgoingRecord {
  return { data: kplAggregate(events.map(({ bytes }) => ({ data: bytes }))), events };
}

/** Cuts a list into lists of a size; the last may be shorter. */
export function inGroups<T>(items: readonly T[], size: number): T[][] {
  const groups = Math.ceil(items.length / size);
  return Array.from({ length: groups }, (_, n) => items.slice(n * size, (n + 1) * size));
}

function ndjson(events: readonly SentEvent[]): Buffer {
  return Buffer.concat(events.flatMap(({ bytes }) => [bytes, Buffer.from('\n')]));
}
