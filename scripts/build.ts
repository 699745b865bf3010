/**
 * Builds `modules/<name>/lambda.zip` for each `functions/<name>`, and the layer for those who have JSON
 * Schemas.
 *
 *     node scripts/build.ts
 */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bundleFunction, bundleSchemaLayer } from './build/bundle.ts';
import { zipOneFile } from './build/zip.ts';
import { step } from './console/progress.ts';
import { table } from './console/table.ts';
import { CLONE } from './paths.ts';

export interface BuiltZip {
  /** The function's folder under `functions/` and its module's under `modules/`, or the layer's name. */
  name: string;
  /** Absolute path of the zip. */
  path: string;
  bundleBytes: number;
  zipBytes: number;
  /** Of the zip, in hex. */
  sha256: string;
  /** False when the zip lay there already, byte for byte. */
  changed: boolean;
}

/**
 * Builds every function of the clone at `root`, and the layer, and leaves a zip alone that would not
 * change.
 *
 * @throws when there is no function, one does not bundle, or a function has no module folder.
 */
export async function build(root: string = CLONE): Promise<BuiltZip[]> {
  const names = await functionNames(root);
  return Promise.all([...names.map((name) => buildFunction(name, root)), buildSchemaLayer(root)]);
}

/** The folders under `functions/`, in order of their names. */
export async function functionNames(root: string): Promise<string[]> {
  const entries = await readdir(join(root, 'functions'), { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  if (names.length === 0) throw new Error('there is nothing to build: functions/ is empty');
  return names.sort();
}

async function buildFunction(name: string, root: string): Promise<BuiltZip> {
  const folder = join(root, 'modules', name);
  if (!existsSync(folder)) {
    throw new Error(`functions/${name} needs a Terraform module: modules/${name} is missing`);
  }
  const { text } = await bundleFunction(name, root);
  return writeZip(name, join(folder, 'lambda.zip'), 'index.js', text);
}

/** What `schemaCheckOfLayer` asks for, where Lambda looks for packages of layers. */
async function buildSchemaLayer(root: string): Promise<BuiltZip> {
  const { text } = await bundleSchemaLayer(root);
  const path = join(root, 'modules/stream-consumer/json-schemas.zip');
  const file = 'nodejs/node_modules/@logdrive/json-schemas/index.js';
  return writeZip('json-schemas (layer)', path, file, text);
}

async function writeZip(name: string, path: string, file: string, text: string): Promise<BuiltZip> {
  const zip = zipOneFile(file, text);
  const changed = !(existsSync(path) && (await readFile(path)).equals(zip));
  if (changed) await writeFile(path, zip);
  return {
    name,
    path,
    bundleBytes: Buffer.byteLength(text),
    zipBytes: zip.length,
    sha256: createHash('sha256').update(zip).digest('hex'),
    changed,
  };
}

function printZips(zips: readonly BuiltZip[]): void {
  table([
    ['function', 'bundle, bytes', 'zip, bytes', 'SHA-256', ''],
    ...zips.map(({ name, bundleBytes, zipBytes, sha256, changed }) => [
      name,
      bundleBytes,
      zipBytes,
      sha256.slice(0, 12),
      changed ? 'new' : 'unchanged',
    ]),
  ]);
}

if (import.meta.main) {
  try {
    printZips(await step('Building the functions', () => build()));
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
