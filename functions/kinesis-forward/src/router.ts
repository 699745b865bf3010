import {
  batchOf,
  decodeRecords,
  type KinesisStreamRecord,
  type SchemaKeys,
} from '@logdrive/log-stream';
import { passAll } from './pass-all.ts';
import type { Piece } from './piece.ts';
import { createQuickLogTypes, type QuickLogTypes } from './quick-log-type.ts';
import { type ReadRecord, RecordReader } from './read-record.ts';
import { dataOf } from './record-data.ts';
import { type Route, readsEvents, readsMoreThanLogType, routeOf } from './route.ts';
import type { Routed } from './routed.ts';
import type { Target } from './target.ts';

/** Decides what of a batch goes to which target. Never throws for what a record holds. */
export type Router = (records: readonly KinesisStreamRecord[]) => Routed;

/**
 * @param keys where events carry their log type and log id; their time is none of a router's business
 */
export function createRouter(
  targets: readonly Target[],
  keys: Pick<SchemaKeys, 'logType' | 'logId'>,
): Router {
  const routes = targets.map(routeOf);
  if (!routes.some(readsEvents)) return (records) => passAll(routes, records);
  const reader = new RecordReader(routes, keys);
  const glance = routes.some(readsMoreThanLogType) ? undefined : createQuickLogTypes(keys.logType);
  return (records) => {
    const routing = new Routing(routes);
    const seen = glance === undefined ? [] : lookAt(records, glance, routing);
    const { read, taken, controlMessages } = readOthers(records, seen, reader);
    for (let source = 0; source < taken; source += 1) {
      const [record, glimpse, whole] = [records[source], seen[source], read.get(source)];
      if (record !== undefined && glimpse !== undefined) routing.addSeen(record, source, glimpse);
      else if (whole !== undefined) routing.add(whole);
    }
    const batch = batchOf(records.slice(0, taken));
    return { records, batch, taken, controlMessages, ...routing.result };
  };
}

/** A record that is one event, whose log type was seen at a glance. */
interface Seen {
  data: Buffer;
  /** The pieces of each target that wants it. */
  wanting: readonly Piece[][];
}

function lookAt(
  records: readonly KinesisStreamRecord[],
  glance: QuickLogTypes,
  routing: Routing,
): (Seen | undefined)[] {
  const batch = dataOf(records);
  return glance(batch).map((logType, index) => {
    const data = batch.data[index];
    if (logType === undefined || data === undefined) return undefined;
    return { data, wanting: routing.wanting(logType) };
  });
}

/** Decodes the records that a glance was not enough for; `taken` counts all from the first on. */
function readOthers(
  records: readonly KinesisStreamRecord[],
  seen: readonly (Seen | undefined)[],
  reader: RecordReader,
) {
  const sources: number[] = [];
  const others: KinesisStreamRecord[] = [];
  records.forEach((record, source) => {
    if (seen[source] !== undefined) return;
    sources.push(source);
    others.push(record);
  });
  const read = new Map<number, ReadRecord>();
  const { taken, controlMessages } = decodeRecords(others, (decoded) => {
    const [source, record] = [sources[read.size], others[read.size]];
    if (source === undefined || record === undefined) return;
    read.set(source, reader.read(record, source, decoded));
  });
  return { read, taken: sources[taken] ?? records.length, controlMessages };
}

/** Collects what one record after another gives. */
class Routing {
  readonly result: Pick<Routed, 'eventsBefore' | 'unreadable' | 'pieces' | 'keysMissing'>;
  readonly #routes: readonly Route[];
  readonly #wanting = new Map<string, readonly Piece[][]>();

  constructor(routes: readonly Route[]) {
    this.#routes = routes;
    const pieces = routes.map((): Piece[] => []);
    this.result = { eventsBefore: [0], unreadable: [], pieces, keysMissing: 0 };
  }

  /** The same piece goes to each target that wants it. */
  addSeen(record: KinesisStreamRecord, source: number, { data, wanting }: Seen): void {
    const { partitionKey } = record.kinesis;
    const piece = {
      record,
      source,
      part: 0,
      positions: undefined,
      data,
      partitionKey,
      explicitHashKey: undefined,
    };
    for (const pieces of wanting) pieces.push(piece);
    this.#countEvents(1);
  }

  add({ events, unreadable, pieces, keysMissing }: ReadRecord): void {
    const source = this.result.eventsBefore.length - 1;
    for (const reject of unreadable) this.result.unreadable.push({ source, reject });
    pieces.forEach((own, target) => {
      const all = this.result.pieces[target];
      for (const piece of own) all?.push(piece);
    });
    this.result.keysMissing += keysMissing;
    this.#countEvents(events);
  }

  #countEvents(events: number): void {
    const { eventsBefore } = this.result;
    eventsBefore.push((eventsBefore.at(-1) ?? 0) + events);
  }

  /** The pieces of each target that wants the log type. */
  wanting(logType: string): readonly Piece[][] {
    const known = this.#wanting.get(logType);
    if (known !== undefined) return known;
    const wanting = this.result.pieces.filter(
      (_, target) => this.#routes[target]?.wants?.(logType) ?? true,
    );
    this.#wanting.set(logType, wanting);
    return wanting;
  }
}
