/**
 * `make demo`: carries logs through a stack on a local AWS and shows what becomes of each event.
 *
 * Environment: STACK (a name in stacks/registry.ts), LOGS (file, folder or -), KEEP=1, LOG_TYPE_KEY,
 * TIME_KEY, LOG_ID_KEY; or CHAOS=1, which has a stack of its own.
 * Exit code: 0 when every event arrived as it must, 1 when not, 2 when called with something it
 * cannot work on.
 */
import { join } from 'node:path';
import { CLONE, ensureFolder, LOCAL } from '../paths.ts';
import { withLock } from '../processes/lock.ts';
import { runChaos } from './chaos/chaos.ts';
import { CleanUp } from './clean-up.ts';
import { parseOptions } from './options.ts';
import { demoStacks } from './stacks/registry.ts';
import { UsageError } from './usage-error.ts';

async function main(): Promise<number> {
  const options = parseOptions(process.env, CLONE, [...demoStacks.keys()]);
  const cleanUp = new CleanUp();
  cleanUp.onSignals();
  const waiting = setTimeout(
    () => console.error('Another demo runs in this clone: waiting.'),
    1000,
  );
  return withLock(join(ensureFolder(LOCAL), 'demo.lock'), async () => {
    clearTimeout(waiting);
    let passed = false;
    try {
      passed = options.chaos
        ? await runChaos(cleanUp)
        : ((await demoStacks.get(options.stack)?.(options, cleanUp)) ?? false);
    } finally {
      if (!passed || !options.keep) await cleanUp.run();
    }
    return passed ? 0 : 1;
  });
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  const wrongUse = error instanceof UsageError;
  if (!wrongUse) console.error(`The logs of this run: ${LOCAL}/{demo,chaos,cloud}/**/*.log`);
  process.exitCode = wrongUse ? 2 : 1;
}
