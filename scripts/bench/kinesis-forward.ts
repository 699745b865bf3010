import type { KinesisClient } from '@aws-sdk/client-kinesis';
import { createLog, createQuarantine, defaultKeys } from '@logdrive/log-stream';
import type { KinesisStreamRecord } from 'aws-lambda';
import { Acknowledged } from '../../functions/kinesis-forward/src/acknowledged.ts';
import { createHandler } from '../../functions/kinesis-forward/src/handler.ts';
import { kinesisSink } from '../../functions/kinesis-forward/src/kinesis-sink.ts';
import { createRouter } from '../../functions/kinesis-forward/src/router.ts';
import { hasList, type StreamTarget } from '../../functions/kinesis-forward/src/target.ts';
import type { Figure } from './figure.ts';
import { inTurn, ratio } from './measure.ts';
import {
  type Call,
  callRecords,
  sdkCall,
  withPutRecordsClient,
  writersCall,
} from './put-records-endpoint.ts';
import { sampleRecords } from './sample-records.ts';
import { middleShare, type Share } from './share.ts';

const count = 10_000;
const goal = 0.8;
const streamArn = 'arn:aws:kinesis:eu-west-1:123456789012:stream/target';

/**
 * Speed on batches of 10,000 records as a share of a floor that decodes base64 and calls the SDK, with
 * everything passed on and with a list that takes every log type by name. A function has one set of
 * targets, so each is measured by itself.
 */
export function forward(): Figure[] {
  const names = ['kinesis-forward-all', 'kinesis-forward-list'];
  return names.map((name) => middleShare(name, { least: goal }));
}

/** Both send to the same endpoint. */
export function forwardShare(name: string, logTypes: string[]): Promise<Share> {
  return withPutRecordsClient(async (client) => {
    const records = sampleRecords(count);
    const handle = createFunction(client, logTypes);
    const work = {
      floor: () => floor(client, records, sdkCall),
      ours: () => handle(records),
      withOurCall: () => floor(client, records, writersCall),
    };
    const costs = await inTurn(work, { rounds: 9, warmUp: 3, runs: 4 });
    const cpu = ratio(costs.floor, costs.ours, 'cpu').toFixed(2);
    const withOurCall = ratio(costs.withOurCall, costs.ours, 'wall').toFixed(2);
    return {
      name: `share of the floor's speed, ${count} records, ${name}`,
      share: ratio(costs.floor, costs.ours, 'wall'),
      beside: `by processor time ${cpu}; ${withOurCall} of a floor with our call`,
    };
  });
}

/** The least that forwarding can cost in Node: it looks at no answer and loses what fails. */
async function floor(client: KinesisClient, records: readonly KinesisStreamRecord[], call: Call) {
  const calls: Promise<unknown>[] = [];
  for (let at = 0; at < records.length; at += callRecords) {
    const entries = records.slice(at, at + callRecords).map(({ kinesis }) => ({
      Data: Buffer.from(kinesis.data, 'base64'),
      PartitionKey: kinesis.partitionKey,
    }));
    calls.push(call(client, entries));
  }
  await Promise.all(calls);
}

/** The function with all its parts, before one stream. */
function createFunction(client: KinesisClient, logTypes: string[]) {
  const target: StreamTarget = {
    ...{ kind: 'stream', name: 'target', streamArn, logTypes, except: [] },
    ...{ partitionKey: undefined, aggregate: false, recordBytes: 1024 * 1024 },
  };
  const log = createLog(() => {});
  const handler = createHandler({
    route: createRouter([target], defaultKeys),
    targets: [{ name: 'target', hasList: hasList(target), sink: kinesisSink(client, target) }],
    acknowledged: new Acknowledged(),
    quarantine: createQuarantine({ putOnce: async () => 'written' }, 'quarantine', log),
    log,
  });
  const context = { functionName: 'bench', getRemainingTimeInMillis: () => 60_000 };
  return async (Records: KinesisStreamRecord[]) => {
    const { batchItemFailures } = await handler({ Records }, context);
    if (batchItemFailures.length > 0) throw new Error('the bench lost records');
  };
}
