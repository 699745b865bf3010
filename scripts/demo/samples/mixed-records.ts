import type { SchemaKeys } from '@logdrive/log-stream';
import type { OutgoingRecord } from '../events.ts';
import { brokenRecords } from './broken-records.ts';
import { aggregate, gzipped, inGroups, lines } from './pack.ts';
import { shopEvents } from './shop-events.ts';
import { dealOut, packShopEvents } from './shop-records.ts';

/** Events that share a record with events of other log types. */
const mixed = 60;

/**
 * The logs of a small shop, some that are broken, and records that hold several log types, which must
 * be taken apart where these go different ways.
 *
 * @param count number of events, without the twelve broken ones
 */
export function mixedRecords(count: number, keys: SchemaKeys, end: Date): OutgoingRecord[] {
  const events = shopEvents(count, end, keys);
  const [first = [], second = [], third = []] = inGroups(events.slice(0, mixed), mixed / 3);
  return dealOut([
    ...packShopEvents(events.slice(mixed)),
    ...[aggregate(first), gzipped(second), lines(third)],
    ...brokenRecords(keys, end.toISOString()),
  ]);
}
