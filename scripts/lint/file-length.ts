import type { SourceFile } from './files.ts';

const code = /\.(ts|js|cjs|mjs|tf|hcl|py|sh)$|(^|\/)Makefile$|^\.ci\//;
const fixtures = /(^|\/)fixtures\//;
const lineLimit = 250;

/** Finds code files that have grown too long to be read in one go. */
export function tooLong(files: readonly SourceFile[]): string[] {
  return files
    .filter(({ path }) => code.test(path) && !fixtures.test(path))
    .map(({ path, text }) => ({ path, lines: text.split('\n').length - 1 }))
    .filter(({ lines }) => lines > lineLimit)
    .map(({ path, lines }) => `${path}: ${lines} lines; split it, the limit is ${lineLimit}`);
}
