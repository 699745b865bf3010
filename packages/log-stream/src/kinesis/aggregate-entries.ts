import { AggregateBuilder, looksAggregated } from './aggregate-builder.ts';
import { createHashSlots } from './hash-slots.ts';
import type { PutEntry } from './put-entry.ts';
import { recordBytes, type WriteRecord } from './write-record.ts';

interface OpenAggregate {
  builder: AggregateBuilder;
  packed: PutEntry[];
}

/** Makes the entries of one `write` call, several records in one where they may share it. */
export type Aggregate = (records: Iterable<PutEntry>) => PutEntry[];

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
    for (const entry of records) {
      if (looksAggregated(entry.data)) entries.push(entry);
      else entries.push(...pack({ ...entry, ...place?.(entry) }, open, maxBytes));
    }
    for (const aggregate of open.values()) entries.push(close(aggregate));
    return entries;
  };
}

/** Adds the record to an open aggregate; returns what is complete by that. */
function pack(entry: PutEntry, open: Map<string, OpenAggregate>, maxBytes: number): PutEntry[] {
  const group = groupOf(entry);
  const current = open.get(group);
  if (current?.builder.add(entry, maxBytes)) {
    current.packed.push(entry);
    return [];
  }
  const builder = new AggregateBuilder(entry.explicitHashKey);
  if (!builder.add(entry, maxBytes)) return [entry];
  open.set(group, { builder, packed: [entry] });
  return current === undefined ? [] : [close(current)];
}

/** Records that Kinesis sends to one shard whatever its shards are. */
function groupOf({ partitionKey, explicitHashKey }: WriteRecord): string {
  return explicitHashKey === undefined ? `partition ${partitionKey}` : `hash ${explicitHashKey}`;
}

function close({ builder, packed }: OpenAggregate): PutEntry {
  const [first] = packed;
  if (first !== undefined && packed.length === 1) return first;
  const record = builder.build();
  const members = packed.flatMap((entry) => entry.members);
  return { ...record, bytes: recordBytes(record), members, failures: 0 };
}
