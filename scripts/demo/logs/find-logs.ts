import { statSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';
import { UsageError } from '../usage-error.ts';
import { isBlank } from './line-event.ts';
import { logTypeOf } from './log-type.ts';
import { compressionOf, type FileCompression, openLog } from './open-log.ts';

/** A file whose lines are sent. */
export interface LogFile {
  path: string;
  /** Relative to the folder that was named, else the file's own name; unique among the files. */
  name: string;
  /** For lines that bring none. */
  logType: string;
  compression?: FileCompression | undefined;
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
  const problem = await problemOf(path);
  if (problem !== undefined) throw new UsageError(`${path} ${problem.is}: ${problem.mend}`);
  found.files.push(await logFile(path, basename(path), found.files));
}

async function addFolder(folder: string, found: FoundLogs): Promise<void> {
  const before = found.files.length;
  for (const path of await filesIn(folder)) {
    const name = relative(folder, path);
    const problem = await problemOf(path);
    if (problem === undefined) found.files.push(await logFile(path, name, found.files));
    else found.skipped.push({ name, why: problem.is });
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

async function logFile(path: string, name: string, others: readonly LogFile[]): Promise<LogFile> {
  const taken = others.filter((other) => other.name === name).length;
  return {
    path,
    name: taken === 0 ? name : `${taken + 1}/${name}`,
    logType: logTypeOf(path),
    compression: await compressionOf(path),
  };
}

interface Problem {
  is: string;
  mend: string;
}

/** What keeps a file from being sent, as far as its content tells before anything is sent. */
async function problemOf(path: string): Promise<Problem | undefined> {
  try {
    return await problemWithContent(path);
  } catch (error) {
    if (error instanceof UsageError) {
      return { is: 'is damaged or cut off', mend: 'give the whole file' };
    }
    const code = (error as NodeJS.ErrnoException).code;
    return { is: `cannot be read (${code})`, mend: 'give a file that you may read' };
  }
}

/**
 * Reads as far as the first line that is not blank. A compressed file is read to its end, where its
 * checksum is: that it is damaged should not turn up when half of it is sent.
 */
async function problemWithContent(path: string): Promise<Problem | undefined> {
  const toTheEnd = (await compressionOf(path)) !== undefined;
  let chunks = 0;
  let isEmpty = true;
  for await (const chunk of openLog(path)) {
    const problem = chunks === 0 ? problemWithBeginning(chunk) : undefined;
    if (problem !== undefined) return problem;
    chunks += 1;
    isEmpty &&= isBlank(chunk.filter((byte) => byte !== 0x0a));
    if (!isEmpty && !toTheEnd) break;
  }
  return isEmpty ? { is: 'is empty', mend: 'give a file that has log lines' } : undefined;
}

function problemWithBeginning(chunk: Buffer): Problem | undefined {
  if (/^(fffe|feff)/.test(chunk.toString('hex', 0, 2))) {
    return { is: 'is UTF-16', mend: 'convert it to UTF-8 (iconv -f UTF-16 -t UTF-8)' };
  }
  if (!chunk.subarray(0, 8192).includes(0)) return undefined;
  return { is: 'is no text file', mend: 'give text or NDJSON, plain or as gzip or zstd' };
}
