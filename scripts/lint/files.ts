import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CLONE } from '../paths.ts';
import { runCommand } from '../processes/run-command.ts';

export interface SourceFile {
  /** Relative to the repository, with forward slashes. */
  path: string;
  text: string;
}

/** Every file that is in the repository or would be after `git add .`, as text. */
export async function repositoryFiles(root: string = CLONE): Promise<SourceFile[]> {
  const args = ['ls-files', '-z', '--cached', '--others', '--exclude-standard'];
  const { exit, stdout, stderr } = await runCommand('git', args, { cwd: root, env: process.env });
  if (exit !== 0) throw new Error(`git ls-files failed (${exit}): ${stderr}`);
  const paths = [...new Set(stdout.split('\0').filter(Boolean))].sort();
  const files = await Promise.all(paths.map((path) => readSource(root, path)));
  return files.filter((file) => file !== undefined);
}

async function readSource(root: string, path: string): Promise<SourceFile | undefined> {
  try {
    return { path, text: await readFile(join(root, path), 'utf8') };
  } catch {
    // Deleted but not committed yet, or a link to a folder: nothing to read.
    return undefined;
  }
}
