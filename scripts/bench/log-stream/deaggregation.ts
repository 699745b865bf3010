import { decodeBatch } from '@logdrive/log-stream';
import { kinesisRecord, kplAggregate } from '@logdrive/log-stream/testing';
import kinesisAgg from 'aws-kinesis-agg';
import type { Figure } from '../figure.ts';
import { inTurn, ratio } from '../measure.ts';

/** 100 aggregates of 100 JSON records: ours to parsed events, against aws-kinesis-agg to parsed objects. */
export async function deaggregation(): Promise<Figure[]> {
  const records = Array.from({ length: 100 }, (_, aggregate) =>
    kinesisRecord({
      data: kplAggregate(Array.from({ length: 100 }, (_, n) => userRecord(aggregate, n))),
    }),
  );
  const work = {
    ours: () => decodeBatch(records),
    theirs: () => {
      for (const { kinesis } of records) {
        kinesisAgg.deaggregateSync(kinesis, true, (error, userRecords) => {
          if (error) throw error;
          for (const { data } of userRecords ?? [])
            JSON.parse(Buffer.from(data, 'base64').toString());
        });
      }
    },
  };
  const costs = await inTurn(work, { rounds: 15, warmUp: 4 });
  const times = ratio(costs.theirs, costs.ours, 'wall');
  return [
    {
      name: "100 aggregates of 100 records: speed over aws-kinesis-agg's",
      value: times.toFixed(2),
      goal: 'at least 1.00',
      met: times >= 1,
    },
  ];
}

function userRecord(aggregate: number, n: number) {
  const event = {
    log_type: 'app',
    time: '2026-11-21T05:00:00Z',
    aggregate,
    n,
    note: 'x'.repeat(80),
  };
  return { data: JSON.stringify(event), partitionKey: `key-${n % 7}` };
}
