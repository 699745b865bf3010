import type { LogEvent, SchemaKeys } from '@logdrive/log-stream';
import { commonMembers, commonPaths } from './common-members.ts';
import { cutLengths } from './cut-lengths.ts';
import { textEnd } from './text-end.ts';
import { pathOf, type TextMember, textMembers } from './text-members.ts';

/** What the marking may take up, with its name. */
const markingBytes = 2048;
const mostNamed = 10;
const longestPath = 100;

/**
 * An event cut so that it fits into a record, and marked: `truncated: {originalBytes, members}` says how
 * many bytes it had and which texts were cut (the ten longest of them, by path). It is valid JSON; the
 * longest texts are cut, all to one length, at the end of a character; every other byte stays, the
 * common schema among them.
 *
 * An event that is large without long texts keeps the common schema, and the beginning of its JSON as
 * `message`: `truncated: {originalBytes, whole: true}`.
 *
 * @param maxBytes at least 16 KB
 * @returns undefined when the common schema alone is too large
 */
export function cutEvent(event: LogEvent, maxBytes: number, keys: SchemaKeys): Buffer | undefined {
  const { bytes } = event;
  const kept = new Set(commonPaths(keys));
  const texts = textMembers(bytes).filter(({ place }) => !isKept(place, kept));
  const excess = bytes.length + markingBytes - maxBytes;
  const length = cutLengths(
    texts.map(({ start, end }) => end - start),
    excess,
  );
  return length === 0 ? cutWhole(event, maxBytes, keys) : cutTexts(bytes, texts, length);
}

function isKept(place: TextMember['place'], kept: ReadonlySet<string>): boolean {
  return place.depth <= deepestKey && kept.has(pathOf(place));
}

/** Names of members are no deeper; the path of a text deep inside would be dear. */
const deepestKey = 16;

function cutTexts(bytes: Buffer, texts: readonly TextMember[], length: number): Buffer {
  const cut = texts.filter(({ start, end }) => end - start > length);
  const parts: Buffer[] = [];
  let at = 0;
  for (const { start, end } of cut) {
    parts.push(bytes.subarray(at, textEnd(bytes, start, start + length)));
    at = end;
  }
  parts.push(bytes.subarray(at, -1));
  parts.push(Buffer.from(`,${marking(bytes, cut)}}`));
  return Buffer.concat(parts);
}

function marking(bytes: Buffer, cut: readonly TextMember[]): string {
  const longest = [...cut].sort((a, b) => b.end - b.start - (a.end - a.start)).slice(0, mostNamed);
  const members = longest.map(({ place }) => pathOf(place).slice(0, longestPath).toWellFormed());
  const name = hasMember(bytes, 'truncated') ? 'truncated_event' : 'truncated';
  const text = () => `"${name}":${JSON.stringify({ originalBytes: bytes.length, members })}`;
  while (Buffer.byteLength(text()) > markingBytes - 2) members.pop();
  return text();
}

function hasMember(bytes: Buffer, name: string): boolean {
  return bytes.includes(`"${name}"`) && Object.hasOwn(JSON.parse(bytes.toString()), name);
}

function cutWhole(event: LogEvent, maxBytes: number, keys: SchemaKeys): Buffer | undefined {
  const { bytes } = event;
  const members = commonMembers(event, keys);
  const truncated = { originalBytes: bytes.length, whole: true };
  const room = maxBytes - Buffer.byteLength(JSON.stringify({ ...members, message: '', truncated }));
  if (room < 0) return undefined;
  // Inside a text, a quote, a backslash and a tab take two bytes; nothing in JSON takes more.
  const end = utf8End(bytes, Math.floor(room / 2));
  const message = bytes.toString('utf8', 0, end);
  return Buffer.from(JSON.stringify({ message, ...members, truncated }));
}

/** The last place up to `limit` where a character ends. */
function utf8End(bytes: Buffer, limit: number): number {
  let end = Math.min(limit, bytes.length);
  while (end > 0 && ((bytes[end] ?? 0) & 0xc0) === 0x80) end -= 1;
  return end;
}
