import type { KinesisStreamRecord } from '@logdrive/log-stream';
import { InputError } from '../../../errors.ts';
import { readHead } from '../../../streams/head.ts';
import { inflate } from '../../../streams/inflate.ts';
import { isBlank, type Line, splitLines } from '../../../streams/split-lines.ts';
import { base64Values, isWrapped } from './base64-records.ts';
import { containedRecords } from './containers.ts';
import { type InputForm, inputForm, isGzip, isZstd } from './input-form.ts';
import { linePieces, lostLine, wholeLine } from './line-pieces.ts';
import type { Piece, ReadOptions } from './piece.ts';
import { mebibyte, readWhole } from './read-whole.ts';

/** The largest record that any stream takes. */
const recordLimit = 10 * mebibyte;
/** The same in base64, and some more for what stands around it. */
const documentLimit = 32 * mebibyte;

/**
 * Takes an input apart into records, as it is read: all that a chunk completes at a time.
 *
 * @throws InputError when the input cannot be what it is taken for
 */
export async function* readPieces(
  chunks: AsyncIterable<Buffer>,
  options: ReadOptions,
): AsyncGenerator<Piece[]> {
  const { head, complete, whole } = await readHead(chunks);
  if (head.length === 0) return;
  if (options.kind === 'line') {
    yield* lines(head, whole, options);
    return;
  }
  const form = inputForm(head, complete);
  if (form === 'base64') yield* base64(head, whole, options);
  else if (options.kind === 'auto') yield* byForm(form, whole, options);
  else if (options.kind === 'cloudwatch' && form === 'documents') yield* documents(whole, options);
  else yield* oneRecord(whole, options);
}

function byForm(
  form: InputForm,
  chunks: AsyncIterable<Buffer>,
  options: ReadOptions,
): AsyncGenerator<Piece[]> {
  switch (form) {
    case 'lines':
      return linePieces(chunks, options);
    case 'documents':
      return options.logGroup === undefined
        ? documents(chunks, options)
        : linePieces(chunks, options);
    case 'gzip lines':
      return linePieces(inflate(chunks), options);
    case 'gzip documents':
      return documents(inflate(chunks), options);
    default:
      return oneRecord(chunks, options);
  }
}

function lines(
  head: Buffer,
  chunks: AsyncIterable<Buffer>,
  options: ReadOptions,
): AsyncGenerator<Piece[]> {
  if (isZstd(head)) throw new InputError('is compressed with zstd: give what zstdcat makes of it');
  const text = isGzip(head) ? inflate(chunks) : chunks;
  return options.whole ? wholeLine(text, options) : linePieces(text, options);
}

/** A document a line: a container of records, or what a record holds. */
async function* documents(
  chunks: AsyncIterable<Buffer>,
  options: ReadOptions,
): AsyncGenerator<Piece[]> {
  for await (const found of splitLines(chunks, documentLimit)) {
    yield found.flatMap((line) => documentPieces(line, options));
  }
}

function documentPieces({ bytes, length }: Line, options: ReadOptions): Piece[] {
  if (length > documentLimit) return [lostLine(length, 'a record of Kinesis holds at most 10 MiB')];
  if (isBlank(bytes)) return [];
  return piecesOf(containedRecords(bytes, options) ?? [options.records.make(bytes)]);
}

async function* base64(
  head: Buffer,
  chunks: AsyncIterable<Buffer>,
  options: ReadOptions,
): AsyncGenerator<Piece[]> {
  const [first = ''] = head.toString('latin1').trimStart().split('\n', 1);
  if (isWrapped(first)) {
    yield* oneRecord(chunks, options);
    return;
  }
  for await (const found of splitLines(chunks, documentLimit)) {
    const data = found.flatMap(({ bytes }) =>
      isBlank(bytes) ? [] : (base64Values(bytes) ?? bytes),
    );
    yield piecesOf(data.map((value) => options.records.make(value)));
  }
}

/** The input as a whole is one record, in base64 or not, or a document that holds records. */
async function* oneRecord(
  chunks: AsyncIterable<Buffer>,
  options: ReadOptions,
): AsyncGenerator<Piece[]> {
  const mend = 'for log lines give --as line, for records one document or base64 value a line';
  const bytes = await readWhole(chunks, documentLimit, mend);
  yield piecesOf(containedRecords(bytes, options) ?? rawRecords(bytes, options));
}

function rawRecords(bytes: Buffer, { records }: ReadOptions): KinesisStreamRecord[] {
  const values = base64Values(bytes) ?? [bytes];
  if (values.some(({ length }) => length > recordLimit)) {
    throw new InputError('is larger than the 10 MiB of a record: for log lines give --as line');
  }
  return values.map((value) => records.make(value));
}

function piecesOf(records: readonly KinesisStreamRecord[]): Piece[] {
  return records.map((record) => ({ record }));
}
