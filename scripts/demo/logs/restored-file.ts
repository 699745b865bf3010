import { once } from 'node:events';
import { createWriteStream, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { finished } from 'node:stream/promises';
import type { Found } from '../account/ledger.ts';
import { maxRecordBytes } from '../send/parcels.ts';
import type { LogFile } from './find-logs.ts';
import { isBlank, isBlankByte } from './line-event.ts';
import { openLog } from './open-log.ts';
import { PlacedBytes } from './placed-bytes.ts';
import { type Line, splitLines } from './split-lines.ts';

/** How a file's lines compare with what was delivered of them; the six add up to the lines. */
export interface Comparison {
  lines: number;
  /** Delivered, and the same byte for byte. */
  equal: number;
  /** Delivered, with U+FFFD where they held invalid UTF-8. */
  replaced: number;
  /** Delivered, written anew for a log id that could not be added at their end. */
  writtenAnew: number;
  /** Not delivered: in the quarantine, or too long to be sent. */
  absent: number;
  blank: number;
  /** Numbers of the lines that were delivered and are not the same. */
  different: number[];
}

/**
 * Puts the delivered lines of one log file back into its order and holds them against the file. The
 * lines wait for their neighbours in a file, not in memory.
 */
export class RestoredFile {
  readonly #source: LogFile;
  readonly #path: string;
  readonly #placed: PlacedBytes;
  readonly #writtenAnew = new Set<number>();
  readonly #otherLength = new Set<number>();

  /** @param path where the restored file is written */
  constructor(source: LogFile, path: string) {
    this.#source = source;
    this.#path = path;
    this.#placed = new PlacedBytes(`${path}.parts`);
  }

  /** Takes in a delivered line of this file. */
  put({ entry, asSent }: Found): void {
    const { line } = entry;
    if (line === undefined) return;
    const bytes = line.wrapped ? messageOf(asSent) : asSent;
    if (entry.writtenAnew) this.#writtenAnew.add(line.number);
    else if (bytes.length === line.length) this.#placed.put(line.offset, bytes);
    else this.#otherLength.add(line.number);
  }

  /**
   * Reads the log file once more, compares, and writes the restored file: the lines that are equal,
   * with the file's own line endings and blank lines.
   *
   * @param replaced numbers of the lines that were sent with U+FFFD in place of invalid UTF-8
   */
  async compare(replaced: readonly number[]): Promise<Comparison> {
    const known = new Set(replaced);
    const result = newComparison();
    mkdirSync(dirname(this.#path), { recursive: true });
    const out = createWriteStream(this.#path);
    for await (const line of splitLines(openLog(this.#source.path), maxRecordBytes)) {
      result.lines += 1;
      const outcome = this.#outcomeOf(line, known);
      if (outcome === 'different') result.different.push(line.number);
      else result[outcome] += 1;
      if (outcome !== 'equal' && outcome !== 'blank') continue;
      const bom = line.number === 1 && line.offset > 0 ? '\ufeff' : '';
      const whole = Buffer.concat([Buffer.from(bom), line.content, Buffer.from(line.ending)]);
      if (!out.write(whole)) await once(out, 'drain');
    }
    await finished(out.end());
    this.#placed.remove();
    return result;
  }

  #outcomeOf(line: Line, replaced: ReadonlySet<number>): Outcome {
    if (line.content.length < line.length) return 'absent'; // too long
    if (isBlank(line.content)) return 'blank';
    if (this.#writtenAnew.has(line.number)) return 'writtenAnew';
    const got = this.#placed.read(line.offset, line.length);
    const absent = got.every((byte) => byte === 0) && !this.#otherLength.has(line.number);
    if (absent && !got.equals(line.content)) return 'absent';
    if (sameLine(line.content, got)) return 'equal';
    return replaced.has(line.number) ? 'replaced' : 'different';
  }
}

type Outcome = Exclude<keyof Comparison, 'lines'>;

function newComparison(): Comparison {
  return { lines: 0, equal: 0, replaced: 0, writtenAnew: 0, absent: 0, blank: 0, different: [] };
}

/** Whether the bytes are the line's; the blanks around a JSON object are no part of the event. */
function sameLine(line: Buffer, got: Buffer): boolean {
  const start = line.findIndex((byte) => !isBlankByte(byte));
  const end = line.findLastIndex((byte) => !isBlankByte(byte)) + 1;
  const around = [got.subarray(0, start), got.subarray(end)];
  if (around.some((part) => part.length > 0 && !part.every((byte) => byte === 0))) {
    return got.equals(line);
  }
  return got.subarray(start, end).equals(line.subarray(start, end));
}

function messageOf(event: Buffer): Buffer {
  const { message } = JSON.parse(event.toString()) as { message: unknown };
  return Buffer.from(String(message));
}
