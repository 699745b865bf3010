import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  CreateStreamCommand,
  DescribeStreamSummaryCommand,
  GetRecordsCommand,
  GetShardIteratorCommand,
} from '@aws-sdk/client-kinesis';
import { CreateBucketCommand, ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import { type Clients, createClients } from '../demo/clients.ts';
import { CLONE, ensureFolder, LOCAL } from '../paths.ts';
import { type LocalCloud, startCloud } from './cloud.ts';

/** A replayed event, as it arrived. */
export interface ArrivedEvent {
  log_id: string;
  [member: string]: unknown;
}

/** A local AWS for tests of `logdrive replay`, which runs in a folder of its own. */
export class ReplayCloud {
  readonly dir: string;
  readonly cloud: LocalCloud;
  readonly clients: Clients;
  readonly sqs: SQSClient;

  private constructor(dir: string, cloud: LocalCloud) {
    this.dir = dir;
    this.cloud = cloud;
    this.clients = createClients(cloud);
    this.sqs = new SQSClient({
      endpoint: cloud.endpoint,
      region: cloud.variables.AWS_REGION ?? '',
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    });
  }

  static async start(): Promise<ReplayCloud> {
    const dir = mkdtempSync(join(ensureFolder(LOCAL), 'replay-test-'));
    return new ReplayCloud(dir, await startCloud({ dir: join(dir, 'cloud') }));
  }

  async stop(): Promise<void> {
    this.clients.destroy();
    this.sqs.destroy();
    await this.cloud.stop();
    rmSync(this.dir, { recursive: true, force: true });
  }

  /** Starts `logdrive replay` and leaves it alone. */
  begin(args: readonly string[], env: NodeJS.ProcessEnv = this.cloud.env): ChildProcess {
    const bin = join(CLONE, 'packages/cli/bin/logdrive.mjs');
    return spawn(process.execPath, [bin, 'replay', ...args], { cwd: this.dir, env });
  }

  /** Runs `logdrive replay` to its end. */
  async replay(args: readonly string[], env?: NodeJS.ProcessEnv) {
    const child = this.begin(args, env);
    const printed = { stdout: '', stderr: '' };
    for (const name of ['stdout', 'stderr'] as const) {
      child[name]?.on('data', (chunk) => {
        printed[name] += chunk;
      });
    }
    const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
    return { code, ...printed };
  }

  async makeBucket(name: string): Promise<string> {
    await this.clients.s3.send(new CreateBucketCommand({ Bucket: name }));
    return name;
  }

  async makeStream(name: string): Promise<string> {
    const { kinesis } = this.clients;
    await kinesis.send(new CreateStreamCommand({ StreamName: name, ShardCount: 1 }));
    for (;;) {
      const summary = new DescribeStreamSummaryCommand({ StreamName: name });
      const { StreamDescriptionSummary: is } = await kinesis.send(summary);
      if (is?.StreamStatus === 'ACTIVE') return name;
      await sleep(200);
    }
  }

  async arrivedIn(stream: string): Promise<ArrivedEvent[]> {
    const { kinesis } = this.clients;
    const start = new GetShardIteratorCommand({
      StreamName: stream,
      ShardId: 'shardId-000000000000',
      ShardIteratorType: 'TRIM_HORIZON',
    });
    let { ShardIterator: iterator } = await kinesis.send(start);
    const events: ArrivedEvent[] = [];
    for (;;) {
      const page = await kinesis.send(new GetRecordsCommand({ ShardIterator: iterator }));
      for (const { Data: data } of page.Records ?? []) {
        events.push(JSON.parse(Buffer.from(data ?? []).toString()));
      }
      if ((page.Records ?? []).length === 0) return events;
      iterator = page.NextShardIterator;
    }
  }

  async put(bucket: string, key: string, body: string | Buffer): Promise<void> {
    await this.clients.s3.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: body }));
  }

  async keysIn(bucket: string): Promise<string[]> {
    const command = new ListObjectsV2Command({ Bucket: bucket });
    const { Contents = [] } = await this.clients.s3.send(command);
    return Contents.map(({ Key = '' }) => Key).sort();
  }
}

/** A line of the quarantine. */
export function quarantineLine(event: unknown, reason: string, sequenceNumber: number): string {
  const text = typeof event === 'string' ? event : JSON.stringify(event);
  return JSON.stringify({
    ...{ reason, detail: '', stream: 'logs', shard: 'shardId-000000000000', position: 0 },
    sequence_number: String(sequenceNumber),
    arrived: '2026-11-21T05:00:00.000Z',
    partition_key: `key-${sequenceNumber}`,
    data: Buffer.from(text).toString('base64'),
  });
}
