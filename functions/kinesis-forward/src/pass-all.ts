import { batchOf, type KinesisStreamRecord, readAggregate } from '@logdrive/log-stream';
import { hashKeyOf } from './hash-key.ts';
import type { Piece } from './piece.ts';
import { dataOf } from './record-data.ts';
import type { Route } from './route.ts';
import type { Routed } from './routed.ts';

/** Everything to every target, as it arrived: nothing needs to be read, readable or not. */
export function passAll(routes: readonly Route[], records: readonly KinesisStreamRecord[]): Routed {
  const toStream = routes.some((route) => route.toStream);
  const { data: all } = dataOf(records);
  const pieces = records.map((record, source): Piece => {
    const data = all[source] ?? empty;
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
    eventsBefore: numbersTo(records.length),
    unreadable: [],
    pieces: routes.map(() => pieces),
    keysMissing: 0,
  };
}

const empty = Buffer.alloc(0);

/** 0, 1, 2, ... up to and with the last. */
function numbersTo(last: number): number[] {
  const numbers: number[] = [];
  for (let number = 0; number <= last; number += 1) numbers.push(number);
  return numbers;
}

function placeOfAggregate(data: Buffer): string | undefined {
  const first = readAggregate(data)?.[0];
  return first === undefined ? undefined : hashKeyOf(first);
}
