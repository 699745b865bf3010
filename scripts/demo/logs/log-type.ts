import { basename } from 'node:path';

/**
 * The log type of lines that bring none: the file's name without the endings of logs, compression and
 * rotation. `/var/log/nginx/access.log.2.gz` -> `access`
 */
export function logTypeOf(path: string): string {
  const name = basename(path);
  const bare = name.replace(/(\.(log|txt|ndjson|jsonl|json|gz|zst|zstd|\d+))+$/i, '');
  return bare || name;
}
