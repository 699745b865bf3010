import type { SourceFile } from './files.ts';

/** Production code of functions and packages; tests and testing/ may do as they like. */
const inScope = /^(functions|packages)\/[^/]+\/src\/(?!testing\/)(?!.*\.test\.ts$).*\.ts$/;
const compositionRoot =
  /^(functions\/[^/]+\/src|packages\/cli\/src(?:\/commands\/[^/]+)?)\/index\.ts$/;

const forbidden: readonly [RegExp, string][] = [
  [/\bprocess\s*\.\s*env\b|\benv\b.*from 'node:process'/, 'reads the environment'],
  [/\bnew\s+[A-Z]\w*Client\s*\(/, 'builds a client'],
];

/**
 * Finds code outside the index.ts of a function or a command that reads the environment or builds an AWS client: it
 * could not be tested without them, and a setting could take effect where nobody looks for it.
 */
export function outsideCompositionRoot(files: readonly SourceFile[]): string[] {
  return files
    .filter(({ path }) => inScope.test(path) && !compositionRoot.test(path))
    .flatMap(({ path, text }) =>
      text.split('\n').flatMap((line, index) => {
        const found = forbidden.find(([pattern]) => pattern.test(withoutComment(line)));
        if (found === undefined) return [];
        return `${path}:${index + 1}: ${found[1]}, which only index.ts may do: ${line.trim()}`;
      }),
    );
}

function withoutComment(line: string): string {
  return /^\s*(\*|\/\*)/.test(line) ? '' : line.replace(/(^|\s)\/\/.*$/, '');
}
