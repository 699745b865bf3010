import {
  batchOf,
  decodeRecords,
  type KinesisStreamRecord,
  type SchemaKeys,
} from '@logdrive/log-stream';
import { passAll } from './pass-all.ts';
import type { Piece } from './piece.ts';
import { createQuickLogType } from './quick-log-type.ts';
import { type ReadRecord, RecordReader } from './read-record.ts';
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
  const glance = routes.some(readsMoreThanLogType) ? undefined : createQuickLogType(keys.logType);
  return (records) => {
    const seen = records.map((record): Seen => {
      if (glance === undefined) return {};
      const data = Buffer.from(record.kinesis.data, 'base64');
      const logType = glance(data);
      return logType === undefined ? {} : { quick: { data, logType } };
    });
    const { taken, controlMessages } = readOthers(records, seen, reader);
    const routing = new Routing(routes);
    for (let source = 0; source < taken; source += 1) {
      const record = records[source];
      const { quick, read } = seen[source] ?? {};
      if (record !== undefined && quick !== undefined) routing.addQuick(record, source, quick);
      else if (read !== undefined) routing.add(read);
    }
    const batch = batchOf(records.slice(0, taken));
    return { records, batch, taken, controlMessages, ...routing.result };
  };
}

/** What is known of a record: its log type at a glance, or all that it holds. */
interface Seen {
  quick?: Quick;
  read?: ReadRecord;
}

/** Data that is one event of this log type. */
interface Quick {
  data: Buffer;
  logType: string;
}

/** Decodes the records that a glance was not enough for; `taken` counts all from the first on. */
function readOthers(
  records: readonly KinesisStreamRecord[],
  seen: readonly Seen[],
  reader: RecordReader,
) {
  const sources = [...seen.keys()].filter((source) => seen[source]?.quick === undefined);
  const others = sources.flatMap((source) => records[source] ?? []);
  let next = 0;
  const { taken, controlMessages } = decodeRecords(others, (decoded) => {
    const source = sources[next] ?? 0;
    const [record, place] = [others[next], seen[source]];
    next += 1;
    if (record !== undefined && place !== undefined) {
      place.read = reader.read(record, source, decoded);
    }
  });
  return { taken: sources[taken] ?? records.length, controlMessages };
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
  addQuick(record: KinesisStreamRecord, source: number, { data, logType }: Quick): void {
    const { partitionKey } = record.kinesis;
    const piece = { record, source, part: 0, positions: undefined, data, partitionKey };
    for (const pieces of this.#piecesOfThoseThatWant(logType)) pieces.push(piece);
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

  #piecesOfThoseThatWant(logType: string): readonly Piece[][] {
    const known = this.#wanting.get(logType);
    if (known !== undefined) return known;
    const wanting = this.result.pieces.filter(
      (_, target) => this.#routes[target]?.wants?.(logType) ?? true,
    );
    this.#wanting.set(logType, wanting);
    return wanting;
  }
}
