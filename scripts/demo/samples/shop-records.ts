import type { SchemaKeys } from '@logdrive/log-stream';
import type { OutgoingRecord, SentEvent } from '../events.ts';
import { brokenRecords } from './broken-records.ts';
import { aggregate, gzipped, inGroups, lines, single } from './pack.ts';
import { shopEvents } from './shop-events.ts';

const eventCount = 3000;

/** The logs of a small shop, and some that are broken. */
export function shopRecords(keys: SchemaKeys, now = new Date()): OutgoingRecord[] {
  const events = shopEvents(eventCount, now, keys);
  return dealOut([...packShopEvents(events), ...brokenRecords(keys, now.toISOString())]);
}

/**
 * Packs the shop's events as its services would: access logs in gzip, audit logs several lines a
 * record, payments in an aggregate, all else one by one.
 */
export function packShopEvents(events: readonly SentEvent[]): OutgoingRecord[] {
  const of = (logType: string) => events.filter((event) => event.logType === logType);
  const [firstPayments = [], ...laterPayments] = inGroups(of('payments'), 100);
  return [
    ...inGroups(of('access'), 50).flatMap(alternately(gzipped)),
    ...of('orders').map(single),
    aggregate(firstPayments),
    ...laterPayments.flat().map(single),
    ...inGroups(of('audit'), 5).map(lines),
    ...of('debug').map(single),
  ];
}

/** Every other group packed, the rest one by one. */
function alternately(pack: (events: readonly SentEvent[]) => OutgoingRecord) {
  return (events: readonly SentEvent[], n: number): OutgoingRecord[] =>
    n % 2 === 0 ? [pack(events)] : events.map(single);
}

/** Deals the records out like cards, so that no record has only its like for neighbours. */
export function dealOut(records: readonly OutgoingRecord[]): OutgoingRecord[] {
  const rows = 17;
  return Array.from({ length: rows }, (_, row) => row).flatMap((row) =>
    records.filter((_, n) => n % rows === row),
  );
}
