import { statSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';
import { UsageError } from '../usage-error.ts';
import { isBlank } from './line-event.ts';
import { logTypeOf } from './log-type.ts';
import { compressionOf, type FileCompression, openLog } from './open-log.ts';

const lineFeed = 0x0a;

/** A file whose lines are sent. */
export interface LogFile {
  path: string;
  /** Relative to the folder that was named, else the file's own name; unique among the files. */
  name: string;
  /** For lines that bring none. */
  logType: string;
  compression?: FileCompression | undefined;
  /** Number of its newlines, about the number of its lines. */
  newlines: number;
  /** Whether JSON objects are sent as text too. */
  textOnly?: boolean;
}

export interface FoundLogs {
  files: LogFile[];
  /** Files in the named folders that are not sent, and why. */
  skipped: { name: string; why: string }[];
}

/**
 * Finds the log files that paths name: a file, or all files in a folder and the folders below it but
 * hidden ones.
 *
 * @throws UsageError when a named file cannot be sent, or nothing is left to send
 */
export async function findLogs(paths: readonly string[]): Promise<FoundLogs> {
  const found: FoundLogs = { files: [], skipped: [] };
  for (const path of paths) {
    if (statSync(path).isDirectory()) await addFolder(path, found);
    else await addFile(path, found);
  }
  return found;
}

async function addFile(path: string, found: FoundLogs): Promise<void> {
  const look = await lookAt(path);
  if ('is' in look) throw new UsageError(`${path} ${look.is}: ${look.mend}`);
  found.files.push(await logFile(path, basename(path), look.newlines, found.files));
}

async function addFolder(folder: string, found: FoundLogs): Promise<void> {
  const before = found.files.length;
  for (const path of await filesIn(folder)) {
    const name = relative(folder, path);
    const look = await lookAt(path);
    if ('is' in look) found.skipped.push({ name, why: look.is });
    else found.files.push(await logFile(path, name, look.newlines, found.files));
  }
  if (found.files.length > before) return;
  throw new UsageError(`${folder} holds no log file: give a folder with text or NDJSON files`);
}

/** All files below a folder in the order of their names, links to files too, but no hidden ones. */
async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .map((entry) => ({ entry, path: join(entry.parentPath, entry.name) }))
    .filter(({ entry, path }) => entry.isFile() || (entry.isSymbolicLink() && isFile(path)))
    .map(({ path }) => path)
    .filter((path) => !/(^|\/)\./.test(relative(folder, path)))
    .sort();
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}

async function logFile(
  path: string,
  name: string,
  newlines: number,
  others: readonly LogFile[],
): Promise<LogFile> {
  const taken = others.filter((other) => other.name === name).length;
  return {
    path,
    name: taken === 0 ? name : `${taken + 1}/${name}`,
    logType: logTypeOf(path),
    compression: await compressionOf(path),
    newlines,
  };
}

interface Problem {
  is: string;
  mend: string;
}

/** Counts newlines, or finds what keeps the file from being sent. */
async function lookAt(path: string): Promise<{ newlines: number } | Problem> {
  try {
    return await lookThrough(path);
  } catch (error) {
    if (error instanceof UsageError) {
      return { is: 'is damaged or cut off', mend: 'give the whole file' };
    }
    const code = (error as NodeJS.ErrnoException).code;
    return { is: `cannot be read (${code})`, mend: 'give a file that you may read' };
  }
}

/** Reads to the end: that a file is damaged should not turn up when half of it is sent. */
async function lookThrough(path: string): Promise<{ newlines: number } | Problem> {
  let newlines = 0;
  let isFirst = true;
  let isEmpty = true;
  for await (const chunk of openLog(path)) {
    const problem = isFirst ? problemWithBeginning(chunk) : undefined;
    if (problem !== undefined) return problem;
    isFirst = false;
    isEmpty &&= isBlank(chunk.filter((byte) => byte !== lineFeed));
    newlines += countNewlines(chunk);
  }
  return isEmpty ? { is: 'is empty', mend: 'give a file that has log lines' } : { newlines };
}

function countNewlines(chunk: Buffer): number {
  let count = 0;
  for (let at = chunk.indexOf(lineFeed); at >= 0; at = chunk.indexOf(lineFeed, at + 1)) count += 1;
  return count;
}

function problemWithBeginning(chunk: Buffer): Problem | undefined {
  if (/^(fffe|feff)/.test(chunk.toString('hex', 0, 2))) {
    return { is: 'is UTF-16', mend: 'convert it to UTF-8 (iconv -f UTF-16 -t UTF-8)' };
  }
  if (!chunk.subarray(0, 8192).includes(0)) return undefined;
  return { is: 'is no text file', mend: 'give text or NDJSON, plain or as gzip or zstd' };
}
