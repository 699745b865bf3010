import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { CloudWatchLogsClient, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import {
  CreateStreamCommand,
  DescribeStreamSummaryCommand,
  GetRecordsCommand,
  GetShardIteratorCommand,
  KinesisClient,
  PutRecordsCommand,
} from '@aws-sdk/client-kinesis';
import { CreateFunctionCommand, InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { strToU8, zipSync } from 'fflate';
import { LOCAL } from '../paths.ts';
import { type LocalCloud, startCloud } from './cloud.ts';

const FOLDER = join(LOCAL, 'e2e', `cloud-${process.pid}`);

/** What a client needs besides the endpoint, which it gets from the cloud's variables. */
function connection(cloud: LocalCloud) {
  return {
    endpoint: cloud.endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  };
}

async function createFunction(lambda: LambdaClient, name: string, code: string): Promise<void> {
  const ZipFile = zipSync({ 'index.js': strToU8(code) });
  await lambda.send(
    new CreateFunctionCommand({
      FunctionName: name,
      Runtime: 'nodejs22.x',
      Handler: 'index.handler',
      Role: 'arn:aws:iam::000000000000:role/any',
      Timeout: 60,
      Code: { ZipFile },
    }),
  );
}

/** This machine's IPv4 addresses that others may see. */
function outsideAddresses(): string[] {
  const all = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
  return all.filter(({ family, internal }) => family === 'IPv4' && !internal).map((a) => a.address);
}

function accepts(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: 2000 });
    const answer = (accepted: boolean) => () => {
      socket.destroy();
      resolve(accepted);
    };
    socket
      .once('connect', answer(true))
      .once('error', answer(false))
      .once('timeout', answer(false));
  });
}

/** The command lines of running processes that mention `text`. */
function processesWith(text: string): string[] {
  const all = execFileSync('ps', ['-eo', 'args='], { encoding: 'utf8' });
  return all.split('\n').filter((line) => line.includes(text));
}

async function noneWith(text: string, withinMs: number): Promise<boolean> {
  const deadline = Date.now() + withinMs;
  while (processesWith(text).length > 0) {
    if (Date.now() > deadline) return false;
    await sleep(50);
  }
  return true;
}

let cloud: LocalCloud;
beforeAll(async () => {
  cloud = await startCloud({ dir: join(FOLDER, 'shared') });
}, 300_000);
afterAll(async () => {
  await cloud.stop();
  rmSync(FOLDER, { recursive: true, force: true });
}, 30_000);

describe('a function on the local cloud', () => {
  test('runs on the pinned Node, and what it prints is in CloudWatch Logs', async () => {
    const lambda = new LambdaClient(connection(cloud));
    await createFunction(
      lambda,
      'printer',
      `exports.handler = async () => {
        console.log(JSON.stringify({ EventsFiltered: 3 }));
        return { node: process.version, zone: process.env.TZ, bundle: process.env.AWS_CA_BUNDLE };
      };`,
    );
    const { Payload } = await lambda.send(new InvokeCommand({ FunctionName: 'printer' }));
    const pinned = execFileSync('node', ['--version'], {
      env: { PATH: join(import.meta.dirname, '../../node_modules/.bin') },
      encoding: 'utf8',
    });
    expect(JSON.parse(Buffer.from(Payload ?? []).toString())).toEqual({
      node: pinned.trim(),
      zone: 'UTC',
    });
    expect(pinned).toMatch(/^v22\./);
    const logs = new CloudWatchLogsClient(connection(cloud));
    const { events } = await logs.send(
      new FilterLogEventsCommand({ logGroupName: '/aws/lambda/printer' }),
    );
    expect(events?.map(({ message }) => message)).toContain('{"EventsFiltered":3}');
  }, 60_000);
});

test('answers of the local Kinesis arrive whole over HTTP/2', async () => {
  const kinesis = new KinesisClient(connection(cloud));
  const StreamName = 'http2';
  await kinesis.send(new CreateStreamCommand({ StreamName, ShardCount: 1 }));
  const isActive = async () => {
    const { StreamDescriptionSummary: stream } = await kinesis.send(
      new DescribeStreamSummaryCommand({ StreamName }),
    );
    return stream?.StreamStatus === 'ACTIVE';
  };
  while (!(await isActive())) await sleep(100);
  const Records = Array.from({ length: 500 }, (_, i) => ({
    Data: Buffer.alloc(400, i),
    PartitionKey: String(i),
  }));
  for (let call = 0; call < 40; call++) {
    await kinesis.send(new PutRecordsCommand({ StreamName, Records }));
  }
  const { ShardIterator } = await kinesis.send(
    new GetShardIteratorCommand({
      StreamName,
      ShardId: 'shardId-000000000000',
      ShardIteratorType: 'TRIM_HORIZON',
    }),
  );
  const read = await kinesis.send(new GetRecordsCommand({ ShardIterator, Limit: 10_000 }));
  expect(read.Records).toHaveLength(10_000);
}, 60_000);

describe('startCloud', () => {
  test('runs beside another and listens on the loopback address only', async () => {
    const second = await startCloud({ dir: join(FOLDER, 'second') });
    try {
      expect(second.endpoint).not.toBe(cloud.endpoint);
      const port = Number(new URL(second.endpoint).port);
      for (const address of ['127.0.0.1', ...outsideAddresses()]) {
        expect([address, await accepts(address, port)]).toEqual([address, address === '127.0.0.1']);
      }
    } finally {
      await second.stop();
    }
  }, 60_000);

  test('stop leaves no process and no unpacked function, and may be called again', async () => {
    const dir = join(FOLDER, 'stopped');
    const stopped = await startCloud({ dir });
    const lambda = new LambdaClient(connection(stopped));
    await createFunction(lambda, 'idle', 'exports.handler = async () => process.pid;');
    await lambda.send(new InvokeCommand({ FunctionName: 'idle' }));
    expect(processesWith(dir)).not.toEqual([]);
    await stopped.stop();
    await stopped.stop();
    expect(await noneWith(dir, 2000)).toBe(true);
    expect(existsSync(join(dir, 'tmp'))).toBe(false);
    expect(readFileSync(stopped.logFile, 'utf8')).toContain('idle');
  }, 60_000);

  test('leaves no process behind when its parent is killed while a function works', async () => {
    const dir = join(FOLDER, 'killed');
    const parent = spawn(
      process.execPath,
      [
        '--disable-warning=ExperimentalWarning',
        '--input-type=module',
        '-e',
        `import { startCloud } from ${JSON.stringify(join(import.meta.dirname, 'cloud.ts'))};
         console.log((await startCloud({ dir: ${JSON.stringify(dir)} })).endpoint);
         setInterval(() => {}, 1000);`,
      ],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    const [printed] = (await once(parent.stdout, 'data')) as [Buffer];
    const lambda = new LambdaClient({
      ...connection({ ...cloud, endpoint: printed.toString().trim() }),
      maxAttempts: 1,
    });
    await createFunction(
      lambda,
      'busy',
      'exports.handler = () => { const end = Date.now() + 60000; while (Date.now() < end); };',
    );
    const invocation = lambda.send(new InvokeCommand({ FunctionName: 'busy' })).catch(() => {});
    const deadline = Date.now() + 10_000;
    const works = () => processesWith(`${dir}/tmp/ministack-lambda-busy`).length > 0;
    while (!works() && Date.now() < deadline) await sleep(50);
    expect(works()).toBe(true);
    parent.kill('SIGKILL');
    expect(await noneWith(dir, 8000)).toBe(true);
    await invocation;
  }, 60_000);
});
