import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { defaultKeys, type QuarantineEntry } from '@logdrive/log-stream';
import { build } from '../../scripts/build.ts';
import { BucketReader } from '../../scripts/demo/account/bucket-reader.ts';
import { handOverAgain } from '../../scripts/demo/account/hand-over-again.ts';
import type { SearchAuditor } from '../../scripts/demo/account/search-auditor.ts';
import { type Clients, createClients } from '../../scripts/demo/clients.ts';
import type { OutgoingRecord } from '../../scripts/demo/events.ts';
import { filedByHour, misfit, unfitForSearch } from '../../scripts/demo/samples/search-records.ts';
import { shopEvents, wantedLogTypes } from '../../scripts/demo/samples/shop-events.ts';
import { dealOut, packShopEvents } from '../../scripts/demo/samples/shop-records.ts';
import { gzipBombs } from '../../scripts/demo/samples/wild-bytes.ts';
import { wildRecords } from '../../scripts/demo/samples/wild-records.ts';
import type { Shipment } from '../../scripts/demo/shipment.ts';
import { searchShipment } from '../../scripts/demo/stacks/search-shipment.ts';
import { parseSearchStack } from '../../scripts/demo/stacks/search-stack.ts';
import { type LocalCloud, startCloud } from '../../scripts/local-cloud/cloud.ts';
import { startOpenSearch } from '../../scripts/opensearch/opensearch.ts';
import type { SearchNode } from '../../scripts/opensearch/search-node.ts';
import { searchRequest } from '../../scripts/opensearch/search-request.ts';
import { CLONE, ensureFolder, LOCAL } from '../../scripts/paths.ts';
import { runCommand } from '../../scripts/processes/run-command.ts';
import { knownGaps } from '../../scripts/terraform/known-gaps.ts';
import { applyExample, planAgain } from '../../scripts/terraform/terraform.ts';

const eventCount = 2000;
/** When the shop's logs end. */
const end = new Date('2026-11-20T12:30:00Z');

let dir: string;
let node: SearchNode;
let cloud: LocalCloud;
let clients: Clients;
let outputs: Record<string, unknown>;
let shipment: Shipment<SearchAuditor>;
let sent: OutgoingRecord[][];

beforeAll(async () => {
  dir = mkdtempSync(join(ensureFolder(LOCAL), 'search-test-'));
  [node, cloud] = await Promise.all([
    startOpenSearch({ dir: join(dir, 'node') }),
    startCloud({ dir: join(dir, 'cloud') }),
    build(),
  ]);
  clients = createClients(cloud);
  outputs = await applyExample({
    folder: import.meta.dirname,
    stateDir: join(dir, 'stack'),
    env: cloud.env,
    variables: {
      endpoint: { url: node.url, auth: 'none' },
      shards: 2,
      quarantine_days: 0,
      log_types: [...wantedLogTypes, 'wild*', 'cloudwatch'],
    },
  });
  const stack = parseSearchStack(
    { cloud, outputs, terraformLog: join(dir, 'stack', 'terraform.log') },
    node,
  );
  shipment = searchShipment({ stack, clients, keys: defaultKeys, folder: join(dir, 'quarantine') });
  sent = shipments();
}, 240_000);

afterAll(async () => {
  clients?.destroy();
  await Promise.all([cloud?.stop(), node?.stop()]);
  rmSync(dir, { recursive: true, force: true });
});

/**
 * Every kind of bad input, dealt out among the good events of a shop; then what must travel by itself:
 * the bombs, and an event that does not fit the mapping that those before it have made.
 */
function shipments(): OutgoingRecord[][] {
  const wild = wildRecords(cloud.variables.AWS_REGION ?? '').map(unfitForSearch);
  const alone = [...gzipBombs(), misfit(defaultKeys, end)];
  const count = eventCount - eventsIn([...wild, ...alone]);
  const shop = shopEvents(count, end, defaultKeys);
  const together = dealOut([...packShopEvents(shop), ...wild]);
  return [together, ...alone.map((record) => [record])].map(filedByHour);
}

function eventsIn(of: readonly OutgoingRecord[]): number {
  return of.reduce((sum, { events }) => sum + events.length, 0);
}

async function ask(method: string, path: string, body?: object) {
  const answer = await searchRequest(node, method, path, body);
  expect(answer.status).toBe(200);
  return answer.body;
}

async function documents(): Promise<object[]> {
  await ask('POST', '/logs-*/_refresh');
  const { hits } = await ask('POST', '/logs-*/_search', { size: 10_000, version: true });
  return hits.hits;
}

async function quarantineLines(): Promise<{ key: string; lines: Buffer[] }[]> {
  const listing: { key: string; lines: Buffer[] }[] = [];
  const reader = new BucketReader(clients.s3, String(outputs.bucket), join(dir, 'again'));
  for await (const { key, lines } of reader.newObjects()) listing.push({ key, lines });
  return listing;
}

test('a second plan changes nothing but what the local AWS does not keep', async () => {
  const example = { folder: import.meta.dirname, stateDir: join(dir, 'stack'), env: cloud.env };
  expect(await planAgain(example)).toEqual(knownGaps);
}, 120_000);

test('templates and mappings are there before the first event, and the apply says so', async () => {
  const { changed, skipped } = outputs.setup_result as { changed: string[]; skipped: object[] };
  expect(changed).toContain('index template logdrive-logs-default');
  // A bare node has neither Index State Management nor Dashboards behind it.
  expect(skipped).toEqual([
    { what: 'policy logdrive-logs-lifecycle', why: expect.stringMatching(/Index State/) },
    {
      what: expect.stringMatching(/^\d+ saved objects$/),
      why: expect.stringMatching(/Dashboards/),
    },
  ]);
  const { index_templates: templates } = await ask('GET', '/_index_template/logdrive-logs-*');
  expect(templates).toHaveLength(changed.filter((what) => what.startsWith('index ')).length);
});

test('of 2,000 events each is found once, filtered, or kept with its bytes', async () => {
  for (const records of sent) await shipment.send(records);
  await shipment.close();
  const { ledger, auditor } = shipment;
  expect(ledger.problems).toEqual([]);
  const { delivered, quarantined } = ledger.totals.all;
  expect(delivered + quarantined + auditor.filtered).toBe(eventCount);
  expect(auditor.filtered).toBeGreaterThan(0);
  expect(auditor.found).toBe(delivered);
  expect(auditor.copies).toBe(0);
}, 240_000);

test('the engine refuses what no mapping takes, each with its words', async () => {
  const lines = (await quarantineLines()).flatMap((object) => object.lines);
  const refused = lines
    .map((line) => JSON.parse(line.toString()) as QuarantineEntry)
    .filter(({ reason }) => reason === 'refused:mapper_parsing_exception');
  const details = refused.map(({ detail }) => detail);
  expect(details.filter((detail) => detail.includes('[total]'))).toHaveLength(1);
  // The misfit, depth twice, members twice, an object for a log id.
  expect(refused).toHaveLength(5);
  expect(new Set(details).size).toBeGreaterThan(3);
});

test('events are found by their own time, in whatever form it was written', async () => {
  const written = sent
    .flat()
    .flatMap(({ events }) => events)
    .filter(({ bytes, fate }) => /"of":"times"/.test(`${bytes}`) && fate === 'delivered');
  const range = { time: { gte: '2026-11-19T22:58:59Z', lt: '2026-11-19T22:59:00Z' } };
  const query = { bool: { filter: [{ term: { of: 'times' } }, { range }] } };
  expect(await ask('POST', '/logs-*/_count', { query })).toMatchObject({ count: written.length });
  expect(written.length).toBeGreaterThan(15);
});

test('the function counts what there is', () => {
  const { ledger, auditor } = shipment;
  expect(auditor.figures).toMatchObject({
    received: eventCount,
    delivered: auditor.found,
    filtered: ledger.missing().length,
    quarantined: ledger.totals.all.quarantined,
    retried: 0,
    errors: [],
  });
});

test('a batch that is handed over again changes nothing', async () => {
  const before = { documents: await documents(), quarantine: await quarantineLines() };
  const [object] = shipment.auditor.objects.sort((a, b) => b.events - a.events);
  const answer = await handOverAgain(object?.key ?? '', {
    kinesis: clients.kinesis,
    lambda: clients.lambda,
    functionName: String(outputs.function_name),
    streamArn: String(outputs.stream_arn),
  });
  expect(answer).toEqual({ batchItemFailures: [] });
  expect({ documents: await documents(), quarantine: await quarantineLines() }).toEqual(before);
}, 60_000);

test('what can be mended of the quarantine is replayed into the index, and nothing twice', async () => {
  const mend =
    '$merge([$, {"time": $arrived, "log_type": $type(log_type) = "string" and log_type != "" ? log_type : "wild_mended"}])';
  const args = [
    ...[
      'replay',
      `s3://${outputs.bucket}/quarantine/`,
      '--to',
      `function:${outputs.function_name}`,
    ],
    ...['--reason', 'missing_*,bad_time', '--fix', mend, '--after', 'keep'],
  ];
  const bin = join(CLONE, 'packages/cli/bin/logdrive.mjs');
  const replay = () =>
    runCommand(process.execPath, [bin, ...args], { cwd: dir, env: { ...cloud.env } });
  const before = (await documents()).length;
  const wanted = (await quarantineLines())
    .flatMap(({ lines }) => lines)
    .filter((line) => /"reason":"(missing_\w+|bad_time)"/.test(line.toString())).length;
  const first = await replay();
  expect(first.stderr).toBe('');
  const sent = Number(/^(\d+) events sent$/m.exec(first.stdout)?.[1]);
  const left = [...first.stdout.matchAll(/^(\d+) left: /gm)];
  expect(sent + left.reduce((sum, [, count]) => sum + Number(count), 0)).toBe(wanted);
  expect(sent).toBeGreaterThan(15);
  expect((await documents()).length - before).toBe(sent);
  expect((await replay()).stdout).toContain(`0 events sent\n${sent} sent by an earlier run\n`);
  expect((await documents()).length - before).toBe(sent);
}, 120_000);
