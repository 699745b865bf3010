import type { SchemaKeys } from '@logdrive/log-stream';
import type { SearchAddress } from '../../opensearch/search-request.ts';
import type { Clients } from '../clients.ts';
import type { SentEvent } from '../events.ts';
import { DocumentReader } from './document-reader.ts';
import { readFunctionLog } from './function-log.ts';
import { HopAccount, type HopRules } from './hop-account.ts';
import { fateAtDestination, fateAtTarget } from './hop-fates.ts';
import {
  type FindArrivals,
  inIndices,
  inObjects,
  inQuarantine,
  inStream,
  nowhere,
} from './hop-finders.ts';
import type { Hop } from './hops.ts';
import type { SharedBucket } from './shared-bucket.ts';
import { StreamReader } from './stream-reader.ts';

/** What the hops of a stack share. */
export interface HopContext {
  clients: Pick<Clients, 'kinesis' | 'logs'>;
  bucket: SharedBucket;
  keys: SchemaKeys;
}

/** A function, as an example's outputs tell of it. */
export interface HopFunction {
  /** What it is called in the account. */
  name: string;
  logGroupName: string;
  /** S3 URLs. */
  locations: { objects?: string; quarantine: string };
  /** Its list, empty for all. */
  logTypes: readonly string[];
}

/** kinesis-to-s3: each event must lie in the partition of its log type and hour. */
export function archiveHop(func: HopFunction, context: HopContext): Hop {
  const rules = {
    ...destinationRules(func, context),
    placeOf: ({ partition }: SentEvent) => partition,
  };
  const objects = prefixOf(func.locations.objects ?? '');
  return hopOf(func, context, rules, inObjects(context.bucket, objects));
}

/**
 * kinesis-to-es: each event must be in the index of its log type and day.
 *
 * @param index what the names of the indices begin with; `-<log type>-<yyyy.MM.dd>` follows
 */
export function searchHop(
  func: HopFunction,
  context: HopContext,
  { node, index }: { node: SearchAddress; index: string },
): Hop {
  const placeOf = ({ partition }: SentEvent) =>
    partition?.replace(/^log_type=(.*)\/date=(.*)-(.*)-(.*)\/.*$/, `${index}-$1-$2.$3.$4`);
  const documents = new DocumentReader(node, `${index}-*`);
  const rules = { ...destinationRules(func, context), placeOf };
  return hopOf(func, context, rules, inIndices(documents, context.keys.logId));
}

export interface ForwardTarget {
  /** The target's name. */
  target: string;
  streamName: string;
  /** The readers of that stream. */
  next: readonly Hop[];
}

/** kinesis-forward, as far as one of its targets goes: not a byte may change. */
export function forwardHop(
  func: HopFunction,
  context: HopContext,
  { target, streamName, next }: ForwardTarget,
): Hop {
  const rules = targetRules(func, context, target);
  const reader = new StreamReader(context.clients.kinesis, streamName);
  const hop = hopOf(func, context, rules, inStream(reader, streamName), target);
  return { ...hop, next: next.map(({ account }) => account) };
}

/** How kinesis-forward treats events for one of its targets. */
export function targetRules(
  { name, logTypes }: Pick<HopFunction, 'name' | 'logTypes'>,
  { keys }: Pick<HopContext, 'keys'>,
  target: string,
): HopRules {
  const fateOf = fateAtTarget({ logTypes, logTypeKey: keys.logType });
  return { name: `${name} -> ${target}`, fateOf, givesLogIds: false };
}

function destinationRules({ name, logTypes }: HopFunction, { keys }: HopContext): HopRules {
  const fateOf = fateAtDestination({ logTypes, logTypeKey: keys.logType });
  return { name, fateOf, givesLogIds: true };
}

function hopOf(
  { locations, logTypes, logGroupName }: HopFunction,
  { clients, bucket, keys }: HopContext,
  rules: HopRules,
  delivered: FindArrivals,
  target?: string,
): Hop {
  const prefix = prefixOf(locations.quarantine);
  // A target without a list takes what cannot be read: what is quarantined is so for the others' sake.
  const ownQuarantine = target === undefined || logTypes.length > 0;
  const quarantined = ownQuarantine ? inQuarantine(bucket, prefix) : nowhere;
  return {
    account: new HopAccount(rules, keys.logId),
    find: async () => ({ delivered: await delivered(), quarantined: await quarantined() }),
    readFigures: () => readFunctionLog(clients.logs, logGroupName, target),
  };
}

/** `s3://bucket/quarantine/search/` -> `quarantine/search/`; throws for anything else. */
export function prefixOf(url: string): string {
  const prefix = /^s3:\/\/[^/]+\/(.+)$/.exec(url)?.[1];
  if (prefix === undefined) throw new Error(`no place in a bucket: ${url}`);
  return prefix;
}
