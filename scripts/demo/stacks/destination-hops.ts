import { join } from 'node:path';
import type { SchemaKeys } from '@logdrive/log-stream';
import type { SearchAddress } from '../../opensearch/search-request.ts';
import { BucketReader } from '../account/bucket-reader.ts';
import {
  archiveHop,
  type HopContext,
  type HopFunction,
  searchHop,
} from '../account/function-hops.ts';
import type { Hop } from '../account/hops.ts';
import { SharedBucket } from '../account/shared-bucket.ts';
import type { Clients } from '../clients.ts';

/** An applied example with an archive and a search engine, and how it was applied. */
export interface WatchedStack {
  outputs: Record<string, unknown>;
  clients: Clients;
  keys: SchemaKeys;
  node: SearchAddress;
  /** What the names of its indices begin with. */
  index: string;
  /** Where the bucket's objects are left. */
  folder: string;
}

/** Log types by the name of the module that has the list; left out or empty: all. */
export type Lists = Readonly<Partial<Record<'archive' | 'search', readonly string[]>>>;

/** The variable that names the indices after the stack, since several share one engine. */
export function indexVariable(index: string): string {
  return `${index}-{log_type}-{yyyy}.{MM}.{dd}`;
}

/** What the stack's hops share. */
export function hopContext({ outputs, clients, keys, folder }: WatchedStack): HopContext {
  const reader = new BucketReader(clients.s3, String(outputs.bucket), join(folder, 'objects'));
  return { clients, bucket: new SharedBucket(reader), keys };
}

/**
 * A function of the stack, as its outputs tell of it.
 *
 * @throws Error when they do not
 */
export function functionOf(
  { outputs }: Pick<WatchedStack, 'outputs'>,
  name: string,
  logTypes: readonly string[] = [],
): HopFunction {
  const { log_group_names: logGroups, locations } = outputs as {
    log_group_names?: Record<string, string>;
    locations?: Record<string, HopFunction['locations']>;
  };
  const [logGroupName, places] = [logGroups?.[name], locations?.[name]];
  if (logGroupName === undefined || places === undefined) {
    throw new Error(`the outputs tell nothing of ${name}`);
  }
  return { name, logGroupName, locations: places, logTypes };
}

/** The functions that write to S3 and to the search engine. */
export function destinationHops(
  stack: WatchedStack,
  context: HopContext,
  lists: Lists = {},
): { archive: Hop; search: Hop } {
  return {
    archive: archiveHop(functionOf(stack, 'archive', lists.archive), context),
    search: searchHop(functionOf(stack, 'search', lists.search), context, stack),
  };
}
