import type { SearchNode } from '../../opensearch/search-node.ts';
import type { AppliedExample } from '../local-stack.ts';
import type { DemoOptions } from '../options.ts';
import { wantedLogTypes } from '../samples/shop-events.ts';
import { outputText, parseS3Url } from '../stack.ts';
import { schemaVariable } from './schema-variable.ts';

/** The example as it was applied to a local cloud, and the engine beside it. */
export interface SearchStack extends AppliedExample {
  node: SearchNode;
  streamName: string;
  logGroupName: string;
  bucket: string;
  /** Key prefix of the quarantine, with the slash at its end. */
  quarantine: string;
}

/** The indices that the example writes. */
export const indexPattern = 'logs-*';

/** Variables of the example that the demo sets; all others have their defaults. */
export function searchVariables(
  { logs, keys }: Pick<DemoOptions, 'logs' | 'keys'>,
  { url }: Pick<SearchNode, 'url'>,
): Record<string, unknown> {
  return {
    endpoint: { url, auth: 'none' },
    shards: 2,
    // Terraform waits a minute for the rules by which objects expire; these live for a minute or two.
    quarantine_days: 0,
    ...(logs.length === 0 && { log_types: wantedLogTypes }),
    ...schemaVariable(keys),
  };
}

/**
 * Reads the example's outputs.
 *
 * @throws Error when one is missing
 */
export function parseSearchStack(applied: AppliedExample, node: SearchNode): SearchStack {
  const { outputs } = applied;
  const urls = (outputs.locations ?? {}) as Record<string, unknown>;
  const { bucket, prefix } = parseS3Url(urls.quarantine);
  return {
    ...applied,
    node,
    streamName: outputText(outputs, 'stream_name'),
    logGroupName: outputText(outputs, 'log_group_name'),
    bucket,
    quarantine: prefix,
  };
}
