import { batchOf, type KinesisStreamRecord, readAggregate } from '@logdrive/log-stream';
import { hashKeyOf } from './hash-key.ts';
import type { Piece } from './piece.ts';
import type { Route } from './route.ts';
import type { Routed } from './routed.ts';

/** Everything to every target, as it arrived: nothing needs to be read, readable or not. */
export function passAll(routes: readonly Route[], records: readonly KinesisStreamRecord[]): Routed {
  const toStream = routes.some((route) => route.toStream);
  const pieces = records.map((record, source): Piece => {
    const data = Buffer.from(record.kinesis.data, 'base64');
    const explicitHashKey = toStream ? placeOfAggregate(data) : undefined;
    const { partitionKey } = record.kinesis;
    return {
      record,
      source,
      part: 0,
      positions: undefined,
      data,
      partitionKey,
      explicitHashKey,
    };
  });
  return {
    records,
    batch: batchOf(records),
    taken: records.length,
    controlMessages: 0,
    eventsBefore: Array.from({ length: records.length + 1 }, (_, index) => index),
    unreadable: [],
    pieces: routes.map(() => pieces),
    keysMissing: 0,
  };
}

function placeOfAggregate(data: Buffer): string | undefined {
  const first = readAggregate(data)?.[0];
  return first === undefined ? undefined : hashKeyOf(first);
}
