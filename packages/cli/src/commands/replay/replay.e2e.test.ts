import { type ChildProcess, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import {
  CreateStreamCommand,
  DescribeStreamSummaryCommand,
  GetRecordsCommand,
  GetShardIteratorCommand,
  PutRecordCommand,
} from '@aws-sdk/client-kinesis';
import {
  CreateBucketCommand,
  GetObjectTaggingCommand,
  ListObjectsV2Command,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import {
  CreateQueueCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import {
  createConform,
  createDeadline,
  createLog,
  createQuarantine,
  takeIn,
} from '@logdrive/log-stream';
import { s3ObjectStore } from '@logdrive/log-stream/s3';
import { kinesisRecord } from '@logdrive/log-stream/testing';
import { type Clients, createClients } from '../../../../../scripts/demo/clients.ts';
import { wildRecords } from '../../../../../scripts/demo/samples/wild-records.ts';
import { type LocalCloud, startCloud } from '../../../../../scripts/local-cloud/cloud.ts';
import { CLONE, ensureFolder, LOCAL } from '../../../../../scripts/paths.ts';

let dir: string;
let cloud: LocalCloud;
let clients: Clients;
let sqs: SQSClient;

beforeAll(async () => {
  dir = mkdtempSync(join(ensureFolder(LOCAL), 'replay-test-'));
  cloud = await startCloud({ dir: join(dir, 'cloud') });
  clients = createClients(cloud);
  sqs = new SQSClient({
    endpoint: cloud.endpoint,
    region: cloud.variables.AWS_REGION ?? '',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
}, 120_000);

afterAll(async () => {
  clients?.destroy();
  sqs?.destroy();
  await cloud?.stop();
  rmSync(dir, { recursive: true, force: true });
});

function start(args: readonly string[], env: NodeJS.ProcessEnv = cloud.env): ChildProcess {
  const bin = join(CLONE, 'packages/cli/bin/logdrive.mjs');
  return spawn(process.execPath, [bin, 'replay', ...args], { cwd: dir, env });
}

async function logdrive(args: readonly string[], env?: NodeJS.ProcessEnv) {
  const child = start(args, env);
  let stdout = '';
  let stderr = '';
  child.stdout?.on('data', (chunk) => {
    stdout += chunk;
  });
  child.stderr?.on('data', (chunk) => {
    stderr += chunk;
  });
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { code, stdout, stderr };
}

async function makeBucket(name: string): Promise<string> {
  await clients.s3.send(new CreateBucketCommand({ Bucket: name }));
  return name;
}

async function makeStream(name: string): Promise<string> {
  await clients.kinesis.send(new CreateStreamCommand({ StreamName: name, ShardCount: 1 }));
  for (;;) {
    const summary = new DescribeStreamSummaryCommand({ StreamName: name });
    const { StreamDescriptionSummary: is } = await clients.kinesis.send(summary);
    if (is?.StreamStatus === 'ACTIVE') return name;
    await sleep(200);
  }
}

async function arrivedIn(stream: string) {
  const start = new GetShardIteratorCommand({
    StreamName: stream,
    ShardId: 'shardId-000000000000',
    ShardIteratorType: 'TRIM_HORIZON',
  });
  let { ShardIterator: iterator } = await clients.kinesis.send(start);
  const events: { log_id: string; [member: string]: unknown }[] = [];
  for (;;) {
    const page = await clients.kinesis.send(new GetRecordsCommand({ ShardIterator: iterator }));
    for (const { Data: data } of page.Records ?? []) {
      events.push(JSON.parse(Buffer.from(data ?? []).toString()));
    }
    if ((page.Records ?? []).length === 0) return events;
    iterator = page.NextShardIterator;
  }
}

async function put(bucket: string, key: string, body: string | Buffer): Promise<void> {
  await clients.s3.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: body }));
}

async function keysIn(bucket: string): Promise<string[]> {
  const { Contents = [] } = await clients.s3.send(new ListObjectsV2Command({ Bucket: bucket }));
  return Contents.map(({ Key = '' }) => Key);
}

/** A line of the quarantine. */
const entry = (event: unknown, reason: string, sequenceNumber: number) =>
  JSON.stringify({
    ...{ reason, detail: '', stream: 'logs', shard: 'shardId-000000000000', position: 0 },
    sequence_number: String(sequenceNumber),
    arrived: '2026-11-21T05:00:00.000Z',
    partition_key: `key-${sequenceNumber}`,
    data: Buffer.from(typeof event === 'string' ? event : JSON.stringify(event)).toString('base64'),
  });

test('every bad input is quarantined; what can be mended is mended and replayed, the rest is told', async () => {
  const bucket = await makeBucket('wild-inputs');
  const stream = await makeStream('mended');
  const log = createLog(() => {});
  const store = s3ObjectStore(clients.s3, { bucket });
  const records = wildRecords('eu-west-1').map(({ data }) => kinesisRecord({ data }));
  const { rejects, batch } = takeIn(records, createConform());
  const end = Date.now() + 20_000;
  const quarantine = createQuarantine(store, 'quarantine', log);
  const deadline = createDeadline(() => end - Date.now());
  expect(await quarantine.keep(rejects, batch, deadline)).toBe(true);

  const source = `s3://${bucket}/quarantine/`;
  const untouched = await logdrive([source, '--to', `stream:${stream}`]);
  expect(untouched).toMatchObject({ code: 1, stderr: '' });
  expect(await arrivedIn(stream)).toEqual([]);

  const mend = '$merge([$, {"time": $arrived, "log_type": log_type ? log_type : "unknown"}])';
  const mended = await logdrive([source, '--to', `stream:${stream}`, '--fix', mend]);
  const sent = Number(/^(\d+) events sent$/m.exec(mended.stdout)?.[1]);
  const left = [...mended.stdout.matchAll(/^(\d+) left: (\w+)$/gm)];
  const leftCount = left.reduce((sum, [, count]) => sum + Number(count), 0);
  expect(mended.code).toBe(1);
  expect(sent + leftCount).toBe(rejects.length);
  expect(left.map(([, , reason]) => reason)).not.toContain('missing_time');
  const arrived = await arrivedIn(stream);
  expect(arrived).toHaveLength(sent);
  expect(arrived.every(({ time }) => typeof time === 'string')).toBe(true);
  expect(new Set(arrived.map(({ log_id }) => log_id)).size).toBe(sent);

  // A second time there is nothing to send.
  const again = await logdrive([source, '--to', `stream:${stream}`, '--fix', mend]);
  expect(again.stdout).toContain(`0 events sent\n${sent} sent by an earlier run\n`);
}, 120_000);

test('a dry run says what would become of each, and sends nothing', async () => {
  const bucket = await makeBucket('dry-run');
  const stream = await makeStream('never-used');
  const lines = [
    entry({ log_type: 'app', time: '2026-11-21' }, 'too_large', 1),
    entry('{', 'not_json', 2),
  ];
  await put(bucket, 'quarantine/x.ndjson.gz', gzipSync(lines.join('\n')));
  const args = [`s3://${bucket}/`, '--dry-run', '--to', `stream:${stream}`];
  const { stdout, stderr, code } = await logdrive(args);
  const [first, second] = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(first).toMatchObject({ action: 'send', to: `stream:${stream}`, log_type: 'app' });
  expect(second).toMatchObject({ action: 'leave', reason: 'not_json', why: 'not_json' });
  expect({ stderr, code }).toEqual({
    stderr: '1 events would be sent\n1 left: not_json\n',
    code: 1,
  });
  expect(await arrivedIn(stream)).toEqual([]);
}, 60_000);

test('selects by reason, log type, stream and time', async () => {
  const bucket = await makeBucket('selection');
  const good = (type: string) => ({ log_type: type, time: '2026-11-21T05:00:00Z' });
  const lines = [
    entry(good('app'), 'refused:mapper_parsing_exception', 1),
    entry(good('web'), 'refused:mapper_parsing_exception', 2),
    entry(good('app'), 'too_large', 3),
  ];
  await put(bucket, 'q/x.ndjson', lines.join('\n'));
  const selected = async (...args: string[]) => {
    const { stdout } = await logdrive([`s3://${bucket}/q/`, '--dry-run', ...args]);
    const found = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    return found.map(({ action }) => action === 'send');
  };
  expect(await selected('--reason', 'refused:*')).toEqual([true, true, false]);
  expect(await selected('--log-type', 'app')).toEqual([true, false, true]);
  expect(await selected('--stream', 'other')).toEqual([false, false, false]);
  expect(await selected('--since', '2026-11-21T05:00:00Z')).toEqual([true, true, true]);
  expect(await selected('--until', '2026-11-21T05:00:00Z')).toEqual([false, false, false]);
}, 60_000);

test('killed at ten random points and started again, it sends each event, and repeats one call at most', async () => {
  const bucket = await makeBucket('killed');
  const stream = await makeStream('after-kills');
  const count = 6_000;
  const lines = Array.from({ length: count }, (_, n) =>
    entry({ log_type: 'app', time: '2026-11-21T05:00:00Z', n }, 'refused:busy', n),
  );
  for (let part = 0; part < 12; part += 1) {
    const own = lines.slice(part * 500, part * 500 + 500).join('\n');
    await put(bucket, `q/${String(part).padStart(2, '0')}.ndjson.gz`, gzipSync(own));
  }
  const args = [`s3://${bucket}/q/`, '--to', `stream:${stream}`, '--rate', '4000'];
  for (let kill = 0; kill < 10; kill += 1) {
    const child = start(args);
    const ended = new Promise((resolve) => child.on('close', resolve));
    await Promise.race([ended, sleep(500 + randomInt(700))]);
    child.kill('SIGKILL');
    await ended;
  }
  expect(await logdrive(args)).toMatchObject({ code: 0, stderr: '' });
  const arrived = await arrivedIn(stream);
  expect(new Set(arrived.map(({ n }) => n)).size).toBe(count);
  const ids = new Map(arrived.map(({ n, log_id }) => [n, log_id]));
  expect(arrived.every(({ n, log_id }) => ids.get(n) === log_id)).toBe(true);
  expect(arrived.length - count).toBeLessThanOrEqual(10 * 500);
  const { TagSet: tags } = await clients.s3.send(
    new GetObjectTaggingCommand({ Bucket: bucket, Key: 'q/00.ndjson.gz' }),
  );
  expect(tags?.map(({ Key }) => Key)).toEqual(['logdrive-replayed']);
}, 180_000);

test('what went through is moved, what did not stays', async () => {
  const bucket = await makeBucket('moved');
  const stream = await makeStream('moved');
  await put(
    bucket,
    'q/good.ndjson',
    entry({ log_type: 'app', time: '2026-11-21' }, 'refused:x', 1),
  );
  await put(bucket, 'q/bad.ndjson', entry('{', 'not_json', 2));
  await put(bucket, 'q/broken.gz', gzipSync('{}').subarray(0, -9));
  const args = [`s3://${bucket}/q/`, '--to', `stream:${stream}`, '--after', 'move'];
  const { code, stderr } = await logdrive(args);
  expect(code).toBe(1);
  expect(stderr).toBe(
    `logdrive: s3://${bucket}/q/broken.gz: the gzip data is damaged or cut off: give the whole file\n`,
  );
  expect((await keysIn(bucket)).sort()).toEqual([
    'q/bad.ndjson',
    'q/broken.gz',
    'replayed/q/good.ndjson',
  ]);
}, 60_000);

test("messages of an on-failure destination: records are fetched from the stream, and the dead letter's own sent", async () => {
  const { QueueUrl: url = '' } = await sqs.send(new CreateQueueCommand({ QueueName: 'failed' }));
  const from = await makeStream('failed-from');
  const to = await makeStream('failed-to');
  const numbers: string[] = [];
  for (let n = 0; n < 5; n += 1) {
    const data = Buffer.from(JSON.stringify({ log_type: 'app', time: '2026-11-21', n }));
    const command = new PutRecordCommand({ StreamName: from, Data: data, PartitionKey: 'k' });
    numbers.push((await clients.kinesis.send(command)).SequenceNumber ?? '');
  }
  const summary = new DescribeStreamSummaryCommand({ StreamName: from });
  const { StreamDescriptionSummary: is } = await clients.kinesis.send(summary);
  const info = {
    shardId: 'shardId-000000000000',
    streamArn: is?.StreamARN,
    startSequenceNumber: numbers[1],
    endSequenceNumber: numbers[3],
    batchSize: 3,
  };
  const bodies = [
    { requestContext: { condition: 'RetryAttemptsExhausted' }, KinesisBatchInfo: info },
    { log_type: 'app', time: '2026-11-21', n: 'dead letter' },
  ];
  for (const body of bodies) {
    const command = new SendMessageCommand({ QueueUrl: url, MessageBody: JSON.stringify(body) });
    await sqs.send(command);
  }
  const done = await logdrive([url, '--to', `stream:${to}`]);
  expect(done).toMatchObject({ code: 0, stderr: '' });
  const found = (await arrivedIn(to)).map(({ n }) => String(n)).sort();
  expect(found).toEqual(['1', '2', '3', 'dead letter']);
  const { Messages: rest = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl: url }));
  expect(rest).toEqual([]);
}, 60_000);

test.each([
  [
    'a bucket that is not there',
    's3://no-such-bucket/q/',
    'there is no such bucket: check its name',
  ],
  ['an empty prefix', 's3://dry-run/nothing/', 'there are no objects under s3://dry-run/nothing/'],
  [
    'a queue that is not there',
    'ENDPOINT/000000000000/none',
    'there is no such queue: check its URL',
  ],
])(
  '%s is told in a line',
  async (_, source, words) => {
    const { code, stdout, stderr } = await logdrive([
      source.replace('ENDPOINT', cloud.endpoint),
      '--to',
      'stream:any',
    ]);
    expect({ code, lines: stderr.trim().split('\n').length }).toEqual({ code: 1, lines: 1 });
    expect(stderr).toContain(words);
    expect(stdout).toBe('');
  },
  30_000,
);

test('no credentials, and a stream that is not there, are told in a line', async () => {
  const { AWS_ACCESS_KEY_ID: _, AWS_SECRET_ACCESS_KEY: __, ...without } = cloud.env;
  const env = { ...without, HOME: dir, AWS_EC2_METADATA_DISABLED: 'true' };
  const nobody = await logdrive(['s3://dry-run/', '--to', 'stream:any'], env);
  expect(nobody).toMatchObject({ code: 1, stdout: '' });
  expect(nobody.stderr).toContain('there are no AWS credentials: set AWS_PROFILE');
  const nowhere = await logdrive(['s3://dry-run/', '--to', 'stream:no-such-stream']);
  expect(nowhere.code).toBe(1);
  expect(nowhere.stderr.trim().split('\n')).toHaveLength(1);
}, 120_000);

test('100,000 entries take bounded memory', async () => {
  const bucket = await makeBucket('many');
  const text = Array.from({ length: 20_000 }, (_, n) =>
    entry({ log_type: 'app', time: '2026-11-21T05:00:00Z', text: 'x'.repeat(500) }, 'refused:x', n),
  ).join('\n');
  for (let n = 0; n < 5; n += 1)
    await put(bucket, `q/${n}.ndjson.gz`, gzipSync(text, { level: 1 }));
  const env = { ...cloud.env, NODE_OPTIONS: '--max-old-space-size=64' };
  const { code, stderr } = await logdrive([`s3://${bucket}/q/`, '--dry-run'], env);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '100000 events would be sent\n' });
}, 120_000);

test('no journal is left of a dry run', () => {
  expect(readdirSync(dir).filter((name) => name.endsWith('.journal')).length).toBeLessThan(8);
});
