import { createLogTypeFilter, type Reason } from '@logdrive/log-stream';
import { memberPath, readMember } from '../../../packages/log-stream/src/schema/member-path.ts';
import type { Fate, SentEvent } from '../events.ts';
import { parseEvent } from './log-id.ts';

/** Without these an event has no log type that could be read. */
const unreadable: ReadonlySet<Fate | undefined> = new Set<Reason>([
  'bad_gzip',
  'inflate_limit',
  'missing_log_type',
  'not_json',
  'not_object',
]);

type FateOf = (event: SentEvent) => Fate | undefined;

export interface List {
  /** Empty: all. */
  logTypes: readonly string[];
  logTypeKey: string;
}

/**
 * What a function that writes log events makes of them: those of other types than its list's are
 * filtered, those that were broken from the beginning are quarantined.
 */
export function fateAtDestination(list: List): FateOf {
  const isWanted = wantedBy(list);
  return ({ bytes, fate }) => {
    const broken = fate === 'delivered' || fate === 'filtered' ? undefined : fate;
    if (unreadable.has(broken)) return broken;
    return isWanted(bytes) ? (broken ?? 'delivered') : 'filtered';
  };
}

/**
 * What forwarding to a target makes of events. Without a list everything goes, readable or not. With
 * one, what has no log type is quarantined; only of a text that is not JSON nobody can tell, since its
 * log type may be plain to see all the same.
 */
export function fateAtTarget(list: List): FateOf {
  if (list.logTypes.length === 0) return () => 'delivered';
  const isWanted = wantedBy(list);
  return ({ bytes, fate }) => {
    if (fate === 'not_json') return undefined;
    if (unreadable.has(fate)) return fate;
    return isWanted(bytes) ? 'delivered' : 'filtered';
  };
}

function wantedBy({ logTypes, logTypeKey }: List): (bytes: Buffer) => boolean {
  const wants = createLogTypeFilter(logTypes);
  const path = memberPath(logTypeKey);
  return (bytes) => wants(String(readMember(parseEvent(bytes) ?? {}, path)));
}
