import type { SchemaKeys } from '@logdrive/log-stream';
import { subMinutes } from 'date-fns';
import type { Fate, OutgoingRecord } from '../events.ts';
import { brokenOnPurpose } from './broken-records.ts';
import type { WildRecord } from './expected.ts';

/** The fate of what does not fit a mapping, in OpenSearch's words. */
const refused: Fate = 'refused:mapper_parsing_exception';

/** Records as a search engine files them: by hour, whatever their log type. */
export function filedByHour(records: readonly OutgoingRecord[]): OutgoingRecord[] {
  return records.map((record) => ({
    ...record,
    events: record.events.map(({ partition, ...event }) => ({
      ...event,
      ...(partition !== undefined && { partition: partition.slice(partition.indexOf('date=')) }),
    })),
  }));
}

/**
 * An order of the shop whose `total` is a text, where all others have an object. The engine refuses it,
 * once it has seen one of them.
 *
 * @param now the time at which the shop's events end
 */
export function misfit(keys: SchemaKeys, now: Date): OutgoingRecord {
  const order = {
    [keys.logType]: 'orders',
    [keys.time]: subMinutes(now, 1).toISOString(),
    message: 'order 9999 placed by a script',
    total: 'a lot',
  };
  const bytes = Buffer.from(JSON.stringify(order));
  return { data: bytes, events: [{ logType: brokenOnPurpose, bytes, fate: refused }] };
}

/** Kinds of records that S3 takes and no mapping does. */
const unfit = new Set([
  'repeated keys',
  'an id that is an object',
  '100,000 levels',
  '100,000 levels with an id',
]);

/** What a search engine must make of a record, which for a bucket of NDJSON may be good. */
export function unfitForSearch(record: WildRecord): OutgoingRecord {
  if (!unfit.has(record.kind)) return record;
  const events = record.events.map((event) => ({ ...event, fate: refused }));
  return { ...record, events };
}
