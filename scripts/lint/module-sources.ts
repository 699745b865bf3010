import { posix } from 'node:path';
import type { SourceFile } from './files.ts';

const shared = 'modules/stream-consumer';

/**
 * Finds Terraform modules that call what they may not: a public module calls `stream-consumer` and
 * nothing else, `stream-consumer` calls nothing, an example calls public modules only.
 */
export function wrongModuleCalls(files: readonly SourceFile[]): string[] {
  return files
    .filter(({ path }) => /^(modules|examples)\/[^/]+\/[^/]+\.tf$/.test(path))
    .flatMap(({ path, text }) =>
      moduleSources(text)
        .filter((source) => !mayCall(posix.dirname(path), source))
        .map((source) => `${path}: may not call the module ${source}`),
    );
}

/** The `source` of each module block; `terraform fmt` puts its end at the start of a line. */
function moduleSources(text: string): string[] {
  const blocks = text.matchAll(/^module\s+"[^"]+"\s*\{$.*?^\}$/gms);
  return [...blocks].map(([block]) => /^\s*source\s*=\s*"([^"]+)"/m.exec(block)?.[1] ?? '');
}

function mayCall(caller: string, source: string): boolean {
  if (!source.startsWith('.')) return false;
  const called = posix.join(caller, source);
  if (caller.startsWith('examples/')) return /^modules\/[^/]+$/.test(called) && called !== shared;
  return caller !== shared && called === shared;
}
