import { join } from 'node:path';
import { step } from '../console/progress.ts';
import { lifelineBeside } from '../local-cloud/lasting-cloud.ts';
import { ensureArtifact } from '../opensearch/artifacts.ts';
import { startOpenSearch } from '../opensearch/opensearch.ts';
import type { SearchNode } from '../opensearch/search-node.ts';
import type { CleanUp } from './clean-up.ts';
import { folders } from './folders.ts';
import { type ReadyCloud, startLocalCloud } from './local-stack.ts';

/**
 * Starts a local cloud with a real OpenSearch beside it, and builds the functions.
 *
 * @param cleanUp gets what takes it all down again
 * @throws UsageError when an example that was kept is still up
 */
export async function startCloudWithEngine(
  { example, keep }: { example: string; keep: boolean },
  cleanUp: CleanUp,
): Promise<{ ready: ReadyCloud; node: SearchNode }> {
  await step('Preparing OpenSearch', () => ensureArtifact('opensearch'));
  let node: SearchNode | undefined;
  const besides = async () => {
    node = await step('Starting OpenSearch', () => startNode(keep));
    cleanUp.add(node.stop);
  };
  const ready = await startLocalCloud({ example, keep, besides }, cleanUp);
  if (node === undefined) throw new Error('OpenSearch was not started');
  return { ready, node };
}

/** A node that stays ends with the cloud that stays. */
function startNode(keep: boolean): Promise<SearchNode> {
  const name = 'search-node';
  if (!keep) return startOpenSearch({ dir: join(folders.demo, name) });
  return startOpenSearch({
    dir: join(folders.lastingCloud, name),
    lifeline: lifelineBeside(folders.lastingCloud, name),
  });
}
