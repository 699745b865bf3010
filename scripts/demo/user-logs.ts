import { createReadStream, createWriteStream, statSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { SchemaKeys } from '@logdrive/log-stream';
import type { Found } from './account/ledger.ts';
import type { OutgoingRecord } from './events.ts';
import { folders } from './folders.ts';
import { type FoundLogs, findLogs, type LogFile } from './logs/find-logs.ts';
import { logRecords, newFigures } from './logs/log-records.ts';
import { type Comparison, RestoredFile } from './logs/restored-file.ts';
import { UsageError } from './usage-error.ts';

/** Log files on their way: what their lines were, and what came of them. */
export class UserLogs {
  readonly files: readonly LogFile[];
  readonly figures;
  readonly #restored: RestoredFile[];

  constructor(files: readonly LogFile[]) {
    this.files = files;
    this.figures = files.map(newFigures);
    this.#restored = files.map((file) => new RestoredFile(file, restoredPath(file)));
  }

  /** About how many lines there are. */
  get newlines(): number {
    return this.files.reduce((sum, file) => sum + file.newlines, 0);
  }

  /** The files' lines, as they are read. */
  records(keys: SchemaKeys): AsyncGenerator<OutgoingRecord> {
    return logRecords(this.files, this.figures, keys);
  }

  /** Takes in a delivered line of any of the files. */
  put(found: Found): void {
    const { line } = found.entry;
    if (line !== undefined) this.#restored[line.file]?.put(found);
  }

  /** Holds the delivered lines against the files. */
  compare(): Promise<Comparison[]> {
    return Promise.all(
      this.#restored.map((file, index) => file.compare(this.figures[index]?.replaced ?? [])),
    );
  }
}

export function restoredPath({ name }: LogFile): string {
  return join(folders.restored, name.replace(/\.(gz|zst|zstd)$/, ''));
}

/**
 * Finds the files that LOGS names. Standard input and pipes, which can be read once only, are first
 * read to their end, into a file.
 *
 * @throws UsageError when there is nothing to send
 */
export async function findUserLogs(paths: readonly string[]): Promise<FoundLogs> {
  const found: string[] = [];
  for (const path of paths) found.push(isReadOnce(path) ? await save(path) : path);
  return findLogs(found);
}

function isReadOnce(path: string): boolean {
  if (path === '-') return true;
  const stats = statSync(path);
  return !stats.isFile() && !stats.isDirectory();
}

async function save(path: string): Promise<string> {
  const isStandardInput = path === '-';
  if (isStandardInput && process.stdin.isTTY) {
    throw new UsageError('LOGS=- reads standard input: pipe lines into it, or name a file');
  }
  const copy = join(folders.sent, isStandardInput ? 'stdin' : basename(path));
  await mkdir(folders.sent, { recursive: true });
  const source = isStandardInput ? process.stdin : createReadStream(path);
  await pipeline(source, createWriteStream(copy));
  if (statSync(copy).size > 0) return copy;
  throw new UsageError(
    `${isStandardInput ? 'standard input' : path} is empty: give log lines, or name a file that has some`,
  );
}
