import {
  createConform,
  createLog,
  createQuarantine,
  defaultKeys,
  type ObjectStore,
} from '@logdrive/log-stream';
import { createIndexName, type OpenSearch, searchable } from '@logdrive/log-stream/opensearch';
import type { KinesisStreamRecord } from 'aws-lambda';
import { createHandler } from '../../functions/kinesis-to-es/src/handler.ts';
import { opensearchSink } from '../../functions/kinesis-to-es/src/opensearch-sink.ts';
import type { Figure } from './figure.ts';
import { floor } from './kinesis-to-es-floor.ts';
import { inTurn, ratio } from './measure.ts';
import { sampleRecords } from './sample-records.ts';
import { middleShare, type Share } from './share.ts';

const count = 10_000;
/** The aim is 0.80; below this something has grown dear. */
const least = 0.65;

/** Speed of kinesis-to-es up to the HTTP layer on a batch of 10,000, as a share of the floor's. */
export function indexingThroughput(): Figure[] {
  return [middleShare('kinesis-to-es', { least, aim: 0.8 })];
}

export async function indexingShare(): Promise<Share> {
  const records = sampleRecords(count);
  const sent = { documents: 0 };
  const handle = createFunction(sent);
  const send = (_body: Buffer, documents: number) => {
    sent.documents += documents;
  };
  const work = { floor: () => floor(records, send), ours: () => handle(records) };
  const rounds = { rounds: 15, warmUp: 4, runs: 4 };
  const costs = await inTurn(work, rounds);
  const expected = 2 * count * rounds.runs * (rounds.rounds + rounds.warmUp);
  if (sent.documents !== expected) {
    throw new Error(`${sent.documents} documents were sent instead of ${expected}`);
  }
  return {
    name: `share of the floor's speed, ${count} records up to the HTTP layer`,
    share: ratio(costs.floor, costs.ours, 'wall'),
    beside: `by processor time ${ratio(costs.floor, costs.ours, 'cpu').toFixed(2)}`,
  };
}

/** The function with all its parts but the network: its client acknowledges every document at once. */
function createFunction(sent: { documents: number }) {
  const store: ObjectStore = { putOnce: async () => 'written' };
  const log = createLog(() => {});
  const handler = createHandler({
    conform: searchable(createConform(), defaultKeys),
    sink: opensearchSink({
      client: acknowledging(sent),
      indexOf: createIndexName({ pattern: 'logs-{log_type}-{yyyy}.{MM}.{dd}', timeZone: 'UTC' }),
      action: 'create',
      onConflict: 'quarantine',
      keys: defaultKeys,
      limits: { bytes: 5 * 1024 * 1024, count: 10_000 },
      inFlight: 4,
      gzip: false,
      log,
    }),
    quarantine: createQuarantine(store, 'quarantine', log),
    log,
    setUp: async () => ({ changed: [], unchanged: [], skipped: [] }),
  });
  const context = { functionName: 'bench', getRemainingTimeInMillis: () => 60_000 };
  return (Records: KinesisStreamRecord[]) => handler({ Records }, context);
}

const created = Array.from({ length: count }, () => ({ create: { status: 201 } }));

function acknowledging(sent: { documents: number }): OpenSearch {
  const request = ({ bulkBody }: { bulkBody: Buffer }) => {
    const documents = actionsIn(bulkBody);
    sent.documents += documents;
    const answer = { body: { errors: false, items: created.slice(0, documents) } };
    return Object.assign(Promise.resolve(answer), { abort: () => {} });
  };
  return { transport: { request } } as unknown as OpenSearch;
}

/** How many documents a body holds; the bodies of all rounds are the same, so it is counted in one. */
function actionsIn(body: Buffer): number {
  let actions = known.get(body.length);
  if (actions === undefined) {
    actions = body.toString('latin1').split('{"create":{"_index"').length - 1;
    known.set(body.length, actions);
  }
  return actions;
}

const known = new Map<number, number>();
