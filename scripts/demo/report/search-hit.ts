import { Writable } from 'node:stream';
import type { SchemaKeys } from '@logdrive/log-stream';
import { main } from '../../../packages/cli/src/main.ts';

/** A search by the operator's command. */
export interface SearchCommand {
  /** The command line. */
  shown: string;
  args: string[];
}

/** `logdrive search` for the newest event that a query finds. */
export function searchCommand(url: string, query: string, keys: SchemaKeys): SearchCommand {
  const args = [
    ...['search', '--endpoint', url],
    // What people send may be of any age.
    ...['--since', '1970-01-01', '--limit', '1'],
    ...(keys.logType === 'log_type' ? [] : ['--log-type-key', keys.logType]),
    ...(keys.time === 'time' ? [] : ['--time-key', keys.time]),
    query,
  ];
  return { args, shown: ['npx', 'logdrive', ...args.map(quoted)].join(' ') };
}

/** As a shell wants it. */
function quoted(argument: string): string {
  if (/^[\w./:=@%+,-]+$/.test(argument)) return argument;
  return `'${argument.replaceAll("'", "'\\''")}'`;
}

/**
 * Runs the command as a person would, for the view of a terminal.
 *
 * @returns what it prints, and its exit code
 */
export async function runSearch({ args }: SearchCommand): Promise<{ text: string; exit: number }> {
  const chunks: Buffer[] = [];
  const stream = () =>
    new Writable({
      write(chunk, _encoding, done) {
        chunks.push(Buffer.from(chunk));
        done();
      },
    });
  const io = { stdin: process.stdin, stdout: stream(), stderr: stream() };
  const exit = await main([...args, '--no-json'], io);
  return { text: Buffer.concat(chunks).toString(), exit };
}
