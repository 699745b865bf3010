import type { Fate, OutgoingRecord, SentEvent } from '../events.ts';
import { partitionOf } from './shop-events.ts';

/** A record as producers have been seen to send it, and what must become of the events in it. */
export interface WildRecord extends OutgoingRecord {
  /** What is strange about it. */
  kind: string;
}

/** The log type of well-formed events among them. */
export const wildLogType = 'wild';
export const wildTime = '2026-11-19T22:58:59.123Z';
const wildPartition = partitionOf(wildLogType, new Date(wildTime));

/** The row in the table of what was sent. */
const row = 'seen in the wild';

/** An event that must be delivered as it is. */
export function delivered(line: string | Buffer, more: Partial<SentEvent> = {}): SentEvent {
  const bytes = Buffer.from(line as string);
  return { logType: row, bytes, fate: 'delivered', partition: wildPartition, ...more };
}

/** An event that must be delivered with the same value, but for a log id that is put into it. */
export function writtenAnew(line: string, more: Partial<SentEvent> = {}): SentEvent {
  return delivered(line, { writtenAnew: true, ...more });
}

/** Bytes that must lie in the quarantine. */
export function quarantined(bytes: string | Buffer, reason: Fate): SentEvent {
  return { logType: row, bytes: Buffer.from(bytes as string), fate: reason };
}

/** An event of a log type that is not wanted. */
export function filtered(line: string): SentEvent {
  return { logType: row, bytes: Buffer.from(line), fate: 'filtered' };
}

/** A well-formed event with some members of its own; `n` makes it unique. */
export function wildEvent(n: number, members: Record<string, unknown> = {}): string {
  return JSON.stringify({ log_type: wildLogType, time: wildTime, n, ...members });
}

/** A record of one event that must be delivered as it is. */
export function goodRecord(kind: string, line: string, more: Partial<SentEvent> = {}): WildRecord {
  return { kind, data: Buffer.from(line), events: [delivered(line, more)] };
}

/** A record that must lie in the quarantine as a whole. */
export function badRecord(kind: string, data: string | Buffer, reason: Fate): WildRecord {
  return { kind, data: Buffer.from(data as string), events: [quarantined(data, reason)] };
}
