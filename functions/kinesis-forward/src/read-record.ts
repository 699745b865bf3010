import {
  createLogIdReader,
  createLogTypeReader,
  type DecodedData,
  type DecodedEvent,
  type KinesisStreamRecord,
  type Reject,
  rejectEvent,
  type SchemaKeys,
  streamArnOf,
} from '@logdrive/log-stream';
import { fifoId, placeId } from './fifo-ids.ts';
import { hashKeyOf } from './hash-key.ts';
import type { Piece } from './piece.ts';
import { keyKept, type Route, type Way, wayOf, wayOfUnread } from './route.ts';
import { partitionKeyOf } from './stream-key.ts';
import { type Portion, portionsOf } from './take-apart.ts';

/** What one record gives. */
export interface ReadRecord {
  events: number;
  /** Events whose log type a list wants to know and which cannot be read; once, whatever the targets. */
  unreadable: Reject[];
  /** For each target. */
  pieces: Piece[][];
  /** Events that lack the member that a target's key or group should be taken from. */
  keysMissing: number;
}

/** Reads what a record holds, and decides where it goes. */
export class RecordReader {
  readonly #routes: readonly Route[];
  readonly #hasLists: boolean;
  readonly #logTypeKey: string;
  readonly #readLogType: (event: DecodedEvent) => string | undefined;
  readonly #readLogId: (event: DecodedEvent) => string;

  constructor(routes: readonly Route[], keys: Pick<SchemaKeys, 'logType' | 'logId'>) {
    this.#routes = routes;
    this.#hasLists = routes.some(({ wants }) => wants !== undefined);
    this.#logTypeKey = keys.logType;
    this.#readLogType = createLogTypeReader(keys.logType);
    this.#readLogId = createLogIdReader(keys.logId);
  }

  /** @param source index of the record in its batch */
  read(record: KinesisStreamRecord, source: number, decoded: DecodedData): ReadRecord {
    const { events, rejects } = decoded;
    const unreadable = this.#hasLists ? [...rejects] : [];
    const logTypes = events.map((event) => {
      if (!this.#hasLists) return undefined;
      const logType = this.#readLogType(event);
      if (logType === undefined) unreadable.push(missingLogType(event, this.#logTypeKey));
      return logType;
    });
    const result: ReadRecord = {
      events: events.length + rejects.length,
      unreadable,
      pieces: [],
      keysMissing: 0,
    };
    result.pieces = this.#routes.map((route) => {
      const ways = waysOf(route, decoded, logTypes, result);
      return portionsOf(record, decoded, ways).map((portion, part) =>
        this.#pieceOf(portion, { record, source, part, route, decoded }),
      );
    });
    return result;
  }

  #pieceOf(portion: Portion, { record, source, part, route, decoded }: PieceOrigin): Piece {
    const { way, positions, only, data } = portion;
    const kept = way === keyKept;
    const piece: Piece = {
      ...{ record, source, part, positions, data },
      partitionKey: kept ? portion.partitionKey : partitionKeyOf(way),
      explicitHashKey: kept ? portion.explicitHashKey : undefined,
    };
    const userRecord = decoded.events[0]?.userRecord ?? decoded.rejects[0]?.userRecord;
    const isAggregate = positions === undefined && userRecord !== undefined;
    if (isAggregate && route.toStream && kept) piece.explicitHashKey = hashKeyOf(userRecord);
    if (route.fifo) {
      const groupId = fifoId(kept ? portion.partitionKey : way);
      const deduplicationId =
        only === undefined
          ? placeId(streamArnOf(record), record.eventID, part)
          : fifoId(this.#readLogId(only));
      piece.fifo = { groupId, deduplicationId };
    }
    return piece;
  }
}

interface PieceOrigin {
  record: KinesisStreamRecord;
  source: number;
  part: number;
  route: Route;
  decoded: DecodedData;
}

/** By position; for a record that holds nothing, such as a health check, one way all the same. */
function waysOf(
  route: Route,
  { events, rejects }: DecodedData,
  logTypes: readonly (string | undefined)[],
  counts: Pick<ReadRecord, 'keysMissing'>,
): Way[] {
  if (events.length + rejects.length === 0) return [wayOfUnread(route)];
  const ways: Way[] = [];
  events.forEach((event, index) => {
    const way = wayOf(route, event, logTypes[index]);
    if (way === keyKept && route.keyOf !== undefined) counts.keysMissing += 1;
    ways[event.position] = way;
  });
  for (const { position } of rejects) ways[position] = wayOfUnread(route);
  return ways;
}

function missingLogType(event: DecodedEvent, key: string): Reject {
  return rejectEvent(event, 'missing_log_type', `the event has no "${key}", or it is not text`);
}
