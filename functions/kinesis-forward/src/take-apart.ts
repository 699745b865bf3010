import { gzipSync, zstdCompressSync } from 'node:zlib';
import {
  type DecodedData,
  type DecodedEvent,
  envelopesOf,
  type KinesisStreamRecord,
  type Reject,
  type UserRecord,
} from '@logdrive/log-stream';
import { soundHashKey } from './hash-key.ts';
import type { Way } from './route.ts';

/** Something of a record that goes one way. */
export interface Portion {
  way: string;
  /** Undefined: all of the record. */
  positions: readonly number[] | undefined;
  /** What it holds, when that is one event alone. */
  only: DecodedEvent | undefined;
  data: Buffer;
  partitionKey: string;
  explicitHashKey: string | undefined;
}

type Content = DecodedEvent | Reject;

/**
 * What of a record goes to a target. As long as all that it holds goes the same way it goes as it
 * arrived, byte for byte. Otherwise an aggregate is taken apart into the records that were packed in
 * it, and of these only those whose own events go different ways are taken apart further.
 *
 * @param ways of the record's events and rejects, by position
 */
export function portionsOf(
  record: KinesisStreamRecord,
  decoded: DecodedData,
  ways: readonly Way[],
): Portion[] {
  const whole = { data: decoded.data, partitionKey: record.kinesis.partitionKey };
  const way = ways[0];
  if (ways.every((other) => other === way)) {
    if (way === undefined) return [];
    const { events, rejects } = decoded;
    const only = events.length + rejects.length === 1 ? events[0] : undefined;
    return [{ ...whole, way, positions: undefined, only, explicitHashKey: undefined }];
  }
  const contents = byPosition(decoded);
  const portions: Portion[] = [];
  for (const [userRecord, inside] of Map.groupBy(contents, (content) => content.userRecord)) {
    for (const portion of portionsOfUnit(userRecord ?? whole, inside, ways)) portions.push(portion);
  }
  return portions;
}

function byPosition({ events, rejects }: DecodedData): Content[] {
  if (rejects.length === 0) return events;
  return [...events, ...rejects].sort((a, b) => a.position - b.position);
}

/** What of an ordinary record, or of one in an aggregate, goes which way. */
function portionsOfUnit(
  unit: Pick<UserRecord, 'data' | 'partitionKey'> & Partial<UserRecord>,
  contents: readonly Content[],
  ways: readonly Way[],
): Portion[] {
  const { partitionKey } = unit;
  const explicitHashKey = soundHashKey(unit.explicitHashKey);
  const groups = Map.groupBy(contents, ({ position }) => ways[position]);
  const portions: Portion[] = [];
  for (const [way, inside] of groups) {
    if (way === undefined) continue;
    const data = groups.size === 1 ? unit.data : compressedAs(unit.data, joined(inside));
    const positions = inside.map(({ position }) => position);
    const [first] = inside;
    const only = inside.length === 1 && first && 'value' in first ? first : undefined;
    portions.push({ way, positions, only, data, partitionKey, explicitHashKey });
  }
  return portions;
}

/**
 * Events as lines, each with the bytes that it arrived as; log events of CloudWatch Logs in the
 * envelope that they came in, since their readers want to know of what log group they are.
 */
function joined(contents: readonly Content[]): Buffer {
  const lines: Buffer[] = [];
  for (let at = 0; at < contents.length; ) {
    const origins = originsFrom(contents, at);
    for (const envelope of envelopesOf(origins)) lines.push(envelope);
    if (origins.length === 0) lines.push(contents[at]?.bytes ?? Buffer.alloc(0));
    at += Math.max(1, origins.length);
  }
  return Buffer.concat(lines.flatMap((line) => [newline, line]).slice(1));
}

const newline = Buffer.from('\n');

/** Origins of the events of CloudWatch Logs that follow one another from `start` on. */
function originsFrom(contents: readonly Content[], start: number) {
  const origins = [];
  for (let at = start; at < contents.length; at += 1) {
    const content = contents[at];
    if (content === undefined || !('origin' in content) || content.origin === undefined) break;
    origins.push(content.origin);
  }
  return origins;
}

/** Compressed data stays compressed: readers of subscriptions expect gzip. */
function compressedAs(original: Buffer, text: Buffer): Buffer {
  if (original[0] === 0x1f && original[1] === 0x8b) return fitted(gzipSync(text));
  if (original.subarray(0, 4).equals(zstdMagic)) return fitted(zstdCompressSync(text));
  return text;
}

/** A view of 16 KiB, which a piece of a few hundred bytes would keep until it is delivered, as a copy. */
function fitted(view: Buffer): Buffer {
  const copy = Buffer.allocUnsafeSlow(view.length);
  view.copy(copy);
  return copy;
}

const zstdMagic = Buffer.from('28b52ffd', 'hex');
