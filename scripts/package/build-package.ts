import { cp, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { CLONE, NODE_BIN } from '../paths.ts';
import { runCommand } from '../processes/run-command.ts';
import { type Manifest, type PublishedManifest, publishedManifest } from './published-manifest.ts';

export interface BuiltPackage {
  name: string;
  version: string;
  /** Absolute path of what is to be published. */
  folder: string;
  /** Relative to the folder, in the order of their paths. */
  files: { path: string; bytes: number }[];
}

/**
 * Builds what is published of a package: JavaScript and types by its `tsconfig.build.json`, a
 * package.json whose entries lead there, its README and the licence.
 *
 * There are no source maps: the JavaScript is the source without its types, comments and all, so a
 * map would bring everything once more to tell what the reader sees already.
 *
 * @param source the package's folder
 * @param folder where to build; what it holds is removed
 * @throws Error when tsc finds an error or an entry was not built
 */
export async function buildPackage(source: string, folder: string): Promise<BuiltPackage> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await compile(source, folder);
  const manifest = publishedManifest(
    JSON.parse(await readFile(join(source, 'package.json'), 'utf8')) as Manifest,
  );
  await writeFile(join(folder, 'package.json'), `${JSON.stringify(manifest, undefined, 2)}\n`);
  await cp(join(source, 'README.md'), join(folder, 'README.md'));
  await cp(join(CLONE, 'LICENSE'), join(folder, 'LICENSE'));
  const files = await filesIn(folder);
  const missing = entryFiles(manifest).filter((entry) => !files.some(({ path }) => path === entry));
  if (missing.length > 0) {
    throw new Error(
      `exports name what was not built: ${missing.join(', ')}; add its source to "files" in ${relative(CLONE, source)}/tsconfig.build.json`,
    );
  }
  return { name: manifest.name, version: manifest.version, folder, files };
}

async function compile(source: string, folder: string): Promise<void> {
  const args = ['--project', join(source, 'tsconfig.build.json'), '--outDir', folder];
  const { exit, stdout, stderr } = await runCommand(
    process.execPath,
    [join(NODE_BIN, 'tsc'), ...args],
    { cwd: CLONE, env: process.env },
  );
  if (exit !== 0) throw new Error(`tsc ended with ${exit}:\n${stdout}${stderr}`);
}

/** The files that the entries lead to, as paths in the folder. */
function entryFiles({ exports }: PublishedManifest): string[] {
  return Object.values(exports)
    .flatMap((entry) => (typeof entry === 'string' ? [entry] : [entry.types, entry.default]))
    .map((path) => path.slice('./'.length));
}

async function filesIn(folder: string): Promise<BuiltPackage['files']> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  const files = paths.map(async (path) => ({
    path: relative(folder, path).replaceAll('\\', '/'),
    bytes: (await stat(path)).size,
  }));
  return (await Promise.all(files)).sort((a, b) => (a.path < b.path ? -1 : 1));
}
