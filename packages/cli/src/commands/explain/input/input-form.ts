import { gunzipSync, constants as zlib } from 'node:zlib';
import { parseObject } from '../../../records/json-object.ts';
import { looksLikeBase64 } from './base64-records.ts';
import { mebibyte } from './read-whole.ts';

/**
 * What an input is, by its first bytes.
 *
 * - `lines`: text
 * - `documents`: a JSON document a line
 * - `document`: one JSON document over several lines
 * - `base64`: one or several values in base64
 * - `gzip lines`, `gzip documents`: the same, compressed
 * - `bytes`: anything else; one record
 */
export type InputForm =
  | 'lines'
  | 'documents'
  | 'document'
  | 'base64'
  | 'gzip lines'
  | 'gzip documents'
  | 'bytes';

/**
 * Tells the form of an input.
 *
 * @param head its first bytes: at least its first line, or 64 KiB, or all of it
 * @param complete whether they are all of it
 */
export function inputForm(head: Buffer, complete: boolean): InputForm {
  if (isGzip(head)) return complete && isDamaged(head) ? 'bytes' : gzipForm(head);
  return isAggregate(head) ? 'bytes' : textForm(head, complete);
}

export function isGzip(head: Buffer): boolean {
  return head[0] === 0x1f && head[1] === 0x8b;
}

export function isZstd(head: Buffer): boolean {
  return head.length >= 4 && head.readUInt32LE(0) === 0xfd2fb528;
}

/** Bytes of compressed data to look into: a thousandfold of it is still little. */
const peekLength = 1024;

/**
 * What CloudWatch Logs or an application compressed is a record as it stands. Log files are compressed
 * too, and so are the objects of the quarantine, which hold a record a line.
 */
function gzipForm(head: Buffer): InputForm {
  const inflated = inflateBeginning(head.subarray(0, peekLength));
  if (inflated === undefined || inflated.length === 0) return 'bytes';
  if (/^\{"reason":"[\w:]+","detail":/.test(inflated.toString('latin1', 0, 100))) {
    return 'gzip documents';
  }
  return textForm(inflated, false) === 'lines' ? 'gzip lines' : 'bytes';
}

/** What cannot be inflated to its end is no log file, but it may be a record that went bad. */
function isDamaged(data: Buffer): boolean {
  try {
    gunzipSync(data, { maxOutputLength: 64 * mebibyte });
    return false;
  } catch {
    return true;
  }
}

function inflateBeginning(data: Buffer): Buffer | undefined {
  try {
    return gunzipSync(data, { finishFlush: zlib.Z_SYNC_FLUSH });
  } catch {
    return undefined;
  }
}

function isAggregate(bytes: Buffer): boolean {
  return bytes.length >= 4 && bytes.readUInt32BE(0) === 0xf3899ac2;
}

/** No text in any encoding that logs are written in has these; escape sequences for colours it may have. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const binary = /[\x00-\x06\x0e-\x1a\x1c-\x1f]/;

/** The first line decides, so that it does not matter how much of the rest has arrived. */
function textForm(head: Buffer, complete: boolean): InputForm {
  const text = head.toString('latin1').replace(/^\xef\xbb\xbf/, '');
  const [first = '', next] = text.trimStart().split('\n', 2);
  if (binary.test(first)) return 'bytes';
  const ends = complete || next !== undefined;
  if (first.startsWith('{')) return objectForm(first.trimEnd(), ends);
  if (/^\[\s*(?:[{"]|$)/.test(first)) return arrayForm(first.trimEnd());
  return looksLikeBase64(first) ? 'base64' : 'lines';
}

/** Printed over several lines, a document's first one ends where a value is to follow. */
function objectForm(first: string, ends: boolean): InputForm {
  if (!ends || parseObject(first) !== undefined) return 'documents';
  if (/^\{\s*$/.test(first) || /^\{\s*"[^"]*"\s*:.*[[{,]$/.test(first)) return 'document';
  // Broken JSON is still meant as JSON; a line in braces is not.
  return /^\{\s*"/.test(first) ? 'documents' : 'lines';
}

function arrayForm(first: string): InputForm {
  return /^\[\s*\{?$/.test(first) || /[[{,]$/.test(first) ? 'document' : 'documents';
}
