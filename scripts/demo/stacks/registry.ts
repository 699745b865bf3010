import type { CleanUp } from '../clean-up.ts';
import type { DemoOptions } from '../options.ts';
import { run as archive } from './archive.ts';
import { run as cloudwatch } from './cloudwatch.ts';
import { run as routing } from './routing.ts';
import { run as search } from './search.ts';

/**
 * Runs a demo to its end and prints what came of it.
 *
 * @param cleanUp gets what takes everything down again
 * @returns whether every event arrived as it must
 * @throws UsageError when there is nothing to send; Error when events stay unaccounted for
 */
type RunDemo = (options: DemoOptions, cleanUp: CleanUp) => Promise<boolean>;

/** What `make demo STACK=<name>` runs; the first is the default. */
export const demoStacks: ReadonlyMap<string, RunDemo> = new Map([
  ['archive', archive],
  ['search', search],
  ['routing', routing],
  ['cloudwatch', cloudwatch],
]);
