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

/** Makes the entries of one `write` call, several records in one where they may share it. */
export type Aggregate = (records: readonly IndexedRecord[]) => PutEntry[];

/**
 * Packs small records that belong to one shard into aggregates. A record goes as it is when nothing
 * shares its aggregate, when it is too large for one, and when it is an aggregate already.
 *
 * @param maxBytes of an aggregate with its partition key
 * @param hashSlots see `AggregationOptions`
 */
export function createAggregation({
  maxBytes,
  hashSlots,
}: {
  maxBytes: number;
  hashSlots: number | undefined;
}): Aggregate {
  const place = hashSlots === undefined ? undefined : createHashSlots(hashSlots);
  return (records) => {
    const entries: PutEntry[] = [];
    const open = new Map<string, OpenAggregate>();
    for (const { record, index } of records) {
      if (looksAggregated(record.data)) entries.push(plainEntry(record, index));
      else entries.push(...pack({ record: place?.(record) ?? record, index }, open, maxBytes));
    }
    for (const aggregate of open.values()) entries.push(close(aggregate));
    return entries;
  };
}

/** Adds the record to an open aggregate; returns what is complete by that. */
function pack(
  packed: IndexedRecord,
  open: Map<string, OpenAggregate>,
  maxBytes: number,
): PutEntry[] {
  const { record, index } = packed;
  const group = groupOf(record);
  const current = open.get(group);
  if (current?.builder.add(record, maxBytes)) {
    current.packed.push(packed);
    return [];
  }
  const builder = new AggregateBuilder(record.explicitHashKey);
  if (!builder.add(record, maxBytes)) return [plainEntry(record, index)];
  open.set(group, { builder, packed: [packed] });
  return current === undefined ? [] : [close(current)];
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
