import type { LocalCloud } from '../local-cloud/cloud.ts';
import { type DrivenMappings, takeOverMappings } from '../local-cloud/mappings/take-over.ts';
import type { CleanUp } from './clean-up.ts';

/** Seconds that records wait for company: on AWS up to a minute, for which no reader of a demo waits. */
const longestWindow = 1;

/**
 * Lets the mappings of the stacks that were applied run as Lambda runs them, to the end of the demo.
 * Called before the first record is sent. A stack that stays keeps the local AWS's own mappings, since
 * these would end with the demo.
 */
export async function runMappingsAsLambda(
  { cloud, keep }: { cloud: Pick<LocalCloud, 'endpoint' | 'variables'>; keep: boolean },
  cleanUp: CleanUp,
): Promise<DrivenMappings | undefined> {
  if (keep) return undefined;
  const mappings = await takeOverMappings({ cloud, longestWindow });
  cleanUp.add(() => mappings.stop());
  return mappings;
}
