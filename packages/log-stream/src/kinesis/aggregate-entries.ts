import { AggregateBuilder, looksAggregated } from './aggregate-builder.ts';
import { createHashSlots } from './hash-slots.ts';
import { type PutEntry, plainEntry } from './put-entry.ts';
import { recordBytes, type WriteRecord } from './write-record.ts';

/** A sound record and where it stands in the caller's list. */
export interface IndexedRecord {
  record: WriteRecord;
  index: number;
}

interface OpenAggregate {
  builder: AggregateBuilder;
  packed: IndexedRecord[];
}

/**
 * Packs small records that belong to one shard into aggregates. A record goes as it is when nothing
 * shares its aggregate, when it is too large for one, and when it is an aggregate already.
 *
 * @param maxBytes of an aggregate with its partition key
 * @param hashSlots see `AggregationOptions`
 */
export function aggregateEntries(
  records: readonly IndexedRecord[],
  { maxBytes, hashSlots }: { maxBytes: number; hashSlots: number | undefined },
): PutEntry[] {
  const place = hashSlots === undefined ? undefined : createHashSlots(hashSlots);
  const entries: PutEntry[] = [];
  const open = new Map<string, OpenAggregate>();
  for (const { record: given, index } of records) {
    if (looksAggregated(given.data)) {
      entries.push(plainEntry(given, index));
      continue;
    }
    const record = place?.(given) ?? given;
    const group = groupOf(record);
    const current = open.get(group);
    if (current !== undefined && current.builder.bytesWith(record) <= maxBytes) {
      add(current, { record, index });
      continue;
    }
    const next = { builder: new AggregateBuilder(record.explicitHashKey), packed: [] };
    if (next.builder.bytesWith(record) > maxBytes) {
      entries.push(plainEntry(record, index));
      continue;
    }
    add(next, { record, index });
    open.set(group, next);
    if (current !== undefined) entries.push(close(current));
  }
  for (const aggregate of open.values()) entries.push(close(aggregate));
  return entries;
}

function add({ builder, packed }: OpenAggregate, added: IndexedRecord): void {
  builder.add(added.record);
  packed.push(added);
}

/** Records that Kinesis sends to one shard whatever its shards are. */
function groupOf({ partitionKey, explicitHashKey }: WriteRecord): string {
  return explicitHashKey === undefined ? `partition ${partitionKey}` : `hash ${explicitHashKey}`;
}

function close({ builder, packed }: OpenAggregate): PutEntry {
  const [first] = packed;
  if (first !== undefined && packed.length === 1) return plainEntry(first.record, first.index);
  const record = builder.build();
  const members = packed.map(({ index }) => index);
  return { ...record, bytes: recordBytes(record), members, failures: 0 };
}
