import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import {
  createConform,
  createLog,
  createLogTypeFilter,
  createQuarantine,
  defaultKeys,
  type ObjectStore,
} from '@logdrive/log-stream';
import { connectionOptions, createIndexName, searchable } from '@logdrive/log-stream/opensearch';
import {
  FakeOpenSearch,
  FaultyServer,
  kinesisEvent,
  kinesisRecord,
} from '@logdrive/log-stream/testing';
import { Client } from '@opensearch-project/opensearch';
import { createForwarder } from '../../../functions/kinesis-forward/src/testing/forwarder.ts';
import { createHandler as createSearch } from '../../../functions/kinesis-to-es/src/handler.ts';
import { opensearchSink } from '../../../functions/kinesis-to-es/src/opensearch-sink.ts';
import { createEncoding } from '../../../functions/kinesis-to-s3/src/compression.ts';
import { createHandler as createArchive } from '../../../functions/kinesis-to-s3/src/handler.ts';
import { createPartitioner } from '../../../functions/kinesis-to-s3/src/partitions.ts';
import { s3Sink } from '../../../functions/kinesis-to-s3/src/s3-sink.ts';
import { createHandler as createSubscription } from '../../../functions/subscription/src/handler.ts';
import { streamSink } from '../../../functions/subscription/src/stream-sink.ts';
import { CLONE } from '../../paths.ts';

const page = readFileSync(join(CLONE, 'docs', 'cloudwatch-walk.md'), 'utf8');
const blocks = [...page.matchAll(/^```json\n(.*?)^```$/gms)].map(([, text = '']) => text.trim());
const [envelope = '', orders = '', subscriptionLog = '', payments = ''] = blocks;
const [ordersRouted = '', paymentsRouted = '', archiveLog = '', hit = '', searchLog = ''] =
  blocks.slice(4);
const [envelopeOfAccount = '', eventsOfAccount = ''] = blocks.slice(9);

/** Of the machine and of its load. */
const notHeld = /^(duration_ms|FunctionName|_aws)$|AckP\d+Ms$|AckMaxMs$/;

/** A line of the log, without what differs from run to run. */
function figures(line: Record<string, unknown>) {
  return Object.fromEntries(Object.entries(line).filter(([name]) => !notHeld.test(name)));
}

const figuresOnPage = (line: string) => figures(JSON.parse(line));

/** Records of a stream, one a line, beginning with the batch's first. */
function recordsOf(lines: string, stream: string, logLine: string) {
  const { first } = JSON.parse(logLine) as { first: string };
  return lines.split('\n').map((data, n) =>
    kinesisRecord({
      ...{ data, stream, account: '000000000000', region: 'us-east-1' },
      sequenceNumber: (BigInt(first) + BigInt(n)).toString().padStart(first.length, '0'),
    }),
  );
}

function surroundings() {
  const written: Record<string, string> = {};
  const logged: Record<string, unknown>[] = [];
  const store: ObjectStore = {
    async putOnce({ key, body }) {
      written[key] = gunzipSync(body).toString();
      return 'written';
    },
  };
  const log = createLog((text) => logged.push(JSON.parse(text)));
  const context = {
    functionName: 'shop',
    invokedFunctionArn: 'arn:aws:lambda:us-east-1:000000000000:function:shop',
    logGroupName: '/aws/lambda/shop',
    getRemainingTimeInMillis: () => 30_000,
  };
  return { written, logged, store, log, context, quarantine: createQuarantine(store, 'q', log) };
}

/** Runs the subscription's function on an envelope: the records that it writes, and its log. */
async function subscribe(envelope: string) {
  const { logged, log, quarantine, context } = surroundings();
  const events: string[] = [];
  const handler = createSubscription({
    conform: createConform(),
    decode: {},
    sink: streamSink({
      writer: {
        async write(records) {
          for (const { data } of records) events.push(data.toString());
          return records.map(() => ({ status: 'delivered', shard: '0', sequenceNumber: '0' }));
        },
      },
      recordBytes: 1024 * 1024,
      shorten: async () => undefined,
      log,
    }),
    partEvents: 1_000,
    quarantine,
    log,
  });
  const [record] = recordsOf('', 'shop-lines', subscriptionLog);
  const data = gzipSync(JSON.stringify(JSON.parse(envelope))).toString('base64');
  Object.assign(record?.kinesis ?? {}, { data });
  await handler(kinesisEvent(record ? [record] : []), context);
  return { events, logged };
}

test('the subscription makes the events of the page of its envelope', async () => {
  const { events, logged } = await subscribe(envelope);
  expect(events).toEqual(orders.split('\n'));
  expect(logged.map(figures)).toEqual([figuresOnPage(subscriptionLog)]);
});

test('lines as an account has them become the events of the page', async () => {
  const { events } = await subscribe(envelopeOfAccount);
  expect(events).toEqual(eventsOfAccount.split('\n'));
});

test.each([
  ['shop-orders', orders, ordersRouted, 5],
  ['shop-payments', payments, paymentsRouted, 0],
])('the router counts for %s what the page says', async (_, lines, logLine, toSearch) => {
  const sent: Record<string, string[]> = { archive: [], search: [] };
  const targetOf = (name: 'archive' | 'search', logTypes: string[]) => ({
    target: {
      ...{ name, kind: 'stream' as const, logTypes, except: [], recordBytes: 1024 * 1024 },
      ...{ streamArn: `shop-${name}`, partitionKey: undefined, aggregate: false },
    },
    sink: {
      async write(pieces: readonly { data: Buffer }[]) {
        for (const { data } of pieces) sent[name]?.push(data.toString());
        return pieces.map(() => ({ status: 'delivered' as const }));
      },
    },
  });
  const f = createForwarder({ targets: [targetOf('archive', []), targetOf('search', ['lambda'])] });
  await f.handle(recordsOf(lines, 'shop', logLine));
  expect(sent).toEqual({
    archive: lines.split('\n'),
    search: lines.split('\n').slice(0, toSearch),
  });
  expect(f.logged.map(figures)).toEqual([figuresOnPage(logLine)]);
});

test('the archive gets the object of the page', async () => {
  const { written, logged, store, log, quarantine, context } = surroundings();
  const handler = createArchive({
    conform: createConform(),
    sink: s3Sink({
      ...{ store, prefix: 'logs', log, partition: createPartitioner('UTC') },
      encoding: createEncoding({ kind: 'gzip', level: 6 }),
    }),
    quarantine,
    log,
  });
  await handler(kinesisEvent(recordsOf(orders, 'shop-archive', archiveLog)), context);
  const [key = ''] = /^logs\/log_type=lambda\/\S+\.gz$/m.exec(page) ?? [];
  expect(written).toEqual({ [key]: `${orders}\n` });
  // How small gzip makes it is zlib's matter.
  const { BytesWritten, ...held } = figuresOnPage(archiveLog);
  expect(logged.map(figures)).toEqual([expect.objectContaining(held)]);
});

test('the search engine gets the document of the page', async () => {
  const { logged, log, quarantine, context } = surroundings();
  const fake = new FakeOpenSearch();
  const server = await FaultyServer.start(fake.answer);
  const client = new Client(connectionOptions({ url: server.endpoint, auth: { kind: 'none' } }));
  try {
    const handler = createSearch({
      conform: searchable(createConform({ wants: createLogTypeFilter([]) }), defaultKeys),
      sink: opensearchSink({
        ...{ client, keys: defaultKeys, inFlight: 4, gzip: false, log },
        indexOf: createIndexName({ pattern: 'logs-{log_type}-{yyyy}.{MM}.{dd}', timeZone: 'UTC' }),
        ...{ action: 'create', onConflict: 'quarantine' },
        limits: { bytes: 5 * 1024 * 1024, count: 5000 },
      }),
      quarantine,
      log,
      setUp: async () => ({ changed: [], unchanged: [], skipped: [] }),
    });
    await handler(kinesisEvent(recordsOf(orders, 'shop-search', searchLog)), context);
  } finally {
    await client.close();
    await server.close();
  }
  const { _index: index, _id: id, _source: source } = JSON.parse(hit);
  expect(JSON.parse(String(fake.indices.get(index)?.get(id)))).toEqual(source);
  expect(fake.indices.get(index)?.size).toBe(5);
  expect(logged.map(figures)).toEqual([figuresOnPage(searchLog)]);
});

test('what came to each hop is what became of it', () => {
  const rows = [...page.matchAll(/^\| [^|]+ \| (\d+) \| (\d+) \| (\d+) \| (\d+) \|$/gm)];
  expect(rows).toHaveLength(6);
  for (const [row, came, ...became] of rows) {
    expect([row, became.reduce((sum, each) => sum + Number(each), 0)]).toEqual([row, Number(came)]);
  }
});
