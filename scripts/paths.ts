import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** The clone's top folder. */
export const CLONE = resolve(import.meta.dirname, '..');

/** Run-time state: virtual environment, logs, Terraform state. Git ignores it. */
export const LOCAL = join(CLONE, '.local');

/** What can be downloaded or built again. Git ignores it. */
export const CACHE = join(CLONE, '.cache');

/** Where npm puts commands, the pinned Node among them. */
export const NODE_BIN = join(CLONE, 'node_modules', '.bin');

/** Creates a folder and the folders above it, and returns its path. */
export function ensureFolder(path: string): string {
  mkdirSync(path, { recursive: true });
  return path;
}
