import { hash } from 'node:crypto';
import {
  type Deadline,
  type LogEvent,
  type ObjectStore,
  objectKey,
  partitionPath,
  partitionTimeIn,
  type SchemaKeys,
} from '@logdrive/log-stream';
import { commonMembers } from './common-members.ts';
import { cutEvent } from './cut-event.ts';

/**
 * Makes an event that is too large for a record into one that is not.
 *
 * @param maxBytes that it may have
 * @returns undefined when that cannot be: its common schema alone is too large
 * @throws when what it takes fails for now, and a later attempt may succeed
 */
export type Shorten = (
  event: LogEvent,
  maxBytes: number,
  deadline: Deadline,
) => Promise<Buffer | undefined>;

/** As the user has it: cut, or stored whole. */
export type LargeEvents = { how: 'cut' } | { how: 's3'; bucket: string; prefix: string };

/** @param storeIn the store that is a bucket */
export function createShorten(
  largeEvents: LargeEvents,
  keys: SchemaKeys,
  storeIn: (bucket: string) => ObjectStore,
): Shorten {
  if (largeEvents.how === 'cut') return createCutting(keys);
  return createStoring({ ...largeEvents, store: storeIn(largeEvents.bucket), keys });
}

/** Cuts the longest texts of the event, and says so in it: see `cutEvent`. */
function createCutting(keys: SchemaKeys): Shorten {
  return async (event, maxBytes) => cutEvent(event, maxBytes, keys);
}

interface StoringOptions {
  store: ObjectStore;
  bucket: string;
  /** Key prefix without slashes at its ends. */
  prefix: string;
  keys: SchemaKeys;
}

/**
 * Writes the whole event to S3, and gives a pointer to it instead: the common schema and
 * `large_event: {bucket, key, bytes}`. The key is a function of the event alone, so that a retry finds the
 * object again: `<prefix>/log_type=<t>/date=YYYY-MM-DD/hour=HH/<digest>.json`, in UTC.
 */
function createStoring({ store, bucket, prefix, keys }: StoringOptions): Shorten {
  const hourOf = partitionTimeIn('UTC');
  return async (event, maxBytes, deadline) => {
    const body = event.bytes;
    const path = partitionPath(event.logType, hourOf(event.timeMs));
    const key = objectKey(prefix, path, hash('sha256', body).slice(0, 32), 'json');
    const pointer = {
      ...commonMembers(event, keys),
      large_event: { bucket, key, bytes: body.length },
    };
    const json = Buffer.from(JSON.stringify(pointer));
    if (json.length > maxBytes) return undefined;
    await store.putOnce({ key, body, contentType: 'application/json' }, deadline);
    return json;
  };
}
