import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import {
  createConform,
  createDeadline,
  createLog,
  defaultKeys,
  type LogEvent,
  takeIn,
} from '@logdrive/log-stream';
import { connectionOptions } from '@logdrive/log-stream/opensearch';
import { Client } from '@opensearch-project/opensearch';
import { bodyOf, createEntries, cut } from '../../functions/kinesis-to-es/src/bulk-body.ts';
import { opensearchSink } from '../../functions/kinesis-to-es/src/opensearch-sink.ts';
import { startOpenSearch } from '../opensearch/opensearch.ts';
import { ensureFolder, LOCAL } from '../paths.ts';
import type { Figure } from './figure.ts';
import { inTurn, median, ratio } from './measure.ts';
import { sampleRecords } from './sample-records.ts';

const count = 10_000;
const limits = { bytes: 1024 * 1024, count: 5000 };
const inFlight = 4;

/** Documents a second into a real node, beside the same bodies sent by a bare loop. */
export async function indexingIntoNode(): Promise<Figure[]> {
  const dir = mkdtempSync(join(ensureFolder(LOCAL), 'bench-opensearch-'));
  const node = await startOpenSearch({ dir });
  try {
    const { events, batch } = takeIn(sampleRecords(count), createConform());
    const ours = createDelivery(node.url);
    // Each round writes into an index of its own: documents that are there already cost less.
    let round = 0;
    const work = {
      bare: () => sendBare(node.url, events, `bare-${round}`),
      ours: () => {
        round += 1;
        return ours(events, batch, `ours-${round}`);
      },
    };
    const costs = await inTurn(work, { rounds: 5, warmUp: 1 });
    const perSecond = count / (median(costs.ours.map(({ wall }) => wall)) / 1000);
    const share = ratio(costs.bare, costs.ours, 'wall').toFixed(2);
    return [
      {
        name: 'documents a second into one OpenSearch node, and the share of a bare loop',
        value: `${(Math.round(perSecond / 100) * 100).toLocaleString('en')} (${share})`,
        goal: '',
        met: true,
      },
    ];
  } finally {
    await node.stop();
    rmSync(dir, { recursive: true });
  }
}

function createDelivery(url: string) {
  const client = new Client(
    connectionOptions({ url, auth: { kind: 'none' }, connections: inFlight }),
  );
  return async (
    events: readonly LogEvent[],
    batch: ReturnType<typeof takeIn>['batch'],
    index: string,
  ) => {
    const sink = opensearchSink({
      ...{ client, indexOf: () => index, action: 'create', onConflict: 'quarantine' },
      ...{ keys: defaultKeys, limits, inFlight, gzip: false, log: createLog(() => {}) },
    });
    const deadline = createDeadline(() => 60_000);
    const { delivered } = await sink.deliver(events, batch, deadline);
    if (delivered !== count) throw new Error(`${delivered} documents were taken`);
  };
}

/** The same bodies, as many at a time; of the answers only the status is read. */
async function sendBare(url: string, events: readonly LogEvent[], index: string): Promise<void> {
  const bodies = cut(events.map(createEntries('create', () => index)), limits);
  const lane = async () => {
    for (let body = bodies.shift(); body !== undefined; body = bodies.shift()) {
      const response = await fetch(`${url}/_bulk`, {
        method: 'POST',
        headers: { 'content-type': 'application/x-ndjson' },
        body: new Uint8Array(bodyOf(body)),
      });
      await response.arrayBuffer();
      if (response.status !== 200) throw new Error(`the node answered ${response.status}`);
    }
  };
  await Promise.all(Array.from({ length: inFlight }, lane));
}
