import { readdir, stat } from 'node:fs/promises';
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
    if ((await stat(path)).isDirectory()) await addFolder(path, found);
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
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !/(^|\/)\./.test(relative(folder, path)))
    .sort();
  const before = found.files.length;
  for (const path of paths) {
    const name = relative(folder, path);
    const problem = await problemOf(path);
    if (problem === undefined) found.files.push(await logFile(path, name, found.files));
    else found.skipped.push({ name, why: problem.is });
  }
  if (found.files.length > before) return;
  throw new UsageError(`${folder} holds no log file: give a folder with text or NDJSON files`);
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

/** Looks at the beginning of a file, as far as its first line that is not blank. */
async function problemOf(path: string): Promise<Problem | undefined> {
  let start = true;
  for await (const chunk of openLog(path)) {
    if (start && /^(fffe|feff)/.test(chunk.toString('hex', 0, 2))) {
      return { is: 'is UTF-16', mend: 'convert it to UTF-8 (iconv -f UTF-16 -t UTF-8)' };
    }
    if (chunk.subarray(0, 8192).includes(0)) {
      return { is: 'is no text file', mend: 'give text or NDJSON, plain or as gzip or zstd' };
    }
    if (!isBlank(Buffer.from(chunk.filter((byte) => byte !== 0x0a)))) return undefined;
    start = false;
  }
  return { is: 'is empty', mend: 'give a file that has log lines' };
}
