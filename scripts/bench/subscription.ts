import type { KinesisClient } from '@aws-sdk/client-kinesis';
import { createConform, createLog, createQuarantine, defaultKeys } from '@logdrive/log-stream';
import { createKinesisWriter } from '@logdrive/log-stream/kinesis';
import type { KinesisStreamRecord } from 'aws-lambda';
import { createHandler } from '../../functions/subscription/src/handler.ts';
import { createShorten } from '../../functions/subscription/src/large-events.ts';
import { streamSink } from '../../functions/subscription/src/stream-sink.ts';
import type { Figure } from './figure.ts';
import { sampleEnvelopes } from './log-stream/sample-envelopes.ts';
import { splice } from './log-stream/splice.ts';
import { inTurn, ratio } from './measure.ts';
import {
  type Call,
  callRecords,
  sdkCall,
  withPutRecordsClient,
  writersCall,
} from './put-records-endpoint.ts';
import { middleShare, type Share } from './share.ts';

const goal = 0.8;
const streamArn = 'arn:aws:kinesis:eu-west-1:123456789012:stream/logs';
const recordBytes = 1024 * 1024;
/** More than the writer's, and as many as one connection of Node's takes; the 20,000 entries make 40 calls. */
const callsInFlight = 20;

/** Speed as a share of a splice's that understands no line, calls the SDK and looks at no answer. */
export function subscription(): Figure[] {
  return [middleShare('subscription', { least: goal })];
}

/** 20,000 log events in 200 envelopes through the whole function. Both send to the same endpoint. */
export function subscriptionShare(): Promise<Share> {
  return withPutRecordsClient(async (client) => {
    const records = sampleEnvelopes();
    const handle = createFunction(client);
    const work = {
      ours: () => handle(records),
      splice: () => spliceAndSend(client, records, sdkCall),
      withOurCall: () => spliceAndSend(client, records, writersCall),
    };
    const costs = await inTurn(work, { rounds: 7, warmUp: 2, runs: 4 });
    const cpu = ratio(costs.splice, costs.ours, 'cpu').toFixed(2);
    const withOurCall = ratio(costs.withOurCall, costs.ours, 'wall').toFixed(2);
    return {
      name: "200 envelopes of 100 events into a stream: share of a splice's speed",
      share: ratio(costs.splice, costs.ours, 'wall'),
      beside: `by processor time ${cpu}; ${withOurCall} of a splice with our call`,
    };
  });
}

function createFunction(client: KinesisClient) {
  const log = createLog(() => {});
  const store = { putOnce: async () => 'written' as const };
  const shorten = createShorten({ how: 'cut' }, defaultKeys, () => store);
  const writer = createKinesisWriter(client, { stream: streamArn, recordBytes });
  const handler = createHandler({
    conform: createConform(),
    decode: {},
    sink: streamSink({ writer, recordBytes, shorten, log }),
    partEvents: 1_000,
    quarantine: createQuarantine(store, 'quarantine', log),
    log,
  });
  const context = {
    functionName: 'bench',
    invokedFunctionArn: 'arn:aws:lambda:eu-west-1:123456789012:function:bench',
    logGroupName: '/aws/lambda/bench',
    getRemainingTimeInMillis: () => 60_000,
  };
  return async (Records: KinesisStreamRecord[]) => {
    const answer = await handler({ Records: Records as never }, context);
    if (JSON.stringify(answer) !== '{"batchItemFailures":[]}')
      throw new Error('the bench lost records');
  };
}

async function spliceAndSend(
  client: KinesisClient,
  records: readonly KinesisStreamRecord[],
  put: Call,
) {
  const entries = splice(records);
  for (let at = 0; at < entries.length; at += callsInFlight * callRecords) {
    const calls = Array.from({ length: callsInFlight }, (_, call) => {
      const first = at + call * callRecords;
      return put(client, entries.slice(first, first + callRecords));
    });
    await Promise.all(calls);
  }
}
