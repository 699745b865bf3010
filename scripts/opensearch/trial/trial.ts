import { gunzipSync } from 'node:zlib';
import {
  type Answer,
  FakeS3,
  FaultyServer,
  type LambdaKinesisRecord,
  type Received,
} from '@logdrive/log-stream/testing';
import type { SearchAddress } from '../search-request.ts';
import { storedDocuments } from '../stored-documents.ts';
import { checkAccounted, type Quarantined, type Whereabouts } from './accounted.ts';
import { type LogLine, withOwnLog } from './own-log.ts';
import { type BatchResponse, type Reading, readShard } from './read-shard.ts';

/** A function that takes batches, as its index.ts exports it. */
export type Handler = (
  event: { Records: LambdaKinesisRecord[] },
  context: { functionName: string; getRemainingTimeInMillis(): number },
) => Promise<object>;

export interface TrialSetup {
  node: SearchAddress;
  /** Starts the function anew: it reads its environment then. */
  coldStart(): Promise<Handler>;
  /** Answers calls to AWS other than those to S3. */
  otherAws?(request: Received): Promise<Answer>;
}

export interface Delivery {
  /** Environment variables other than the usual. */
  variables?: Record<string, string>;
  /** Records of the next batch; default 500. */
  batchSize?: () => number;
  /** Goes on while the shard is read. */
  meanwhile?: () => Promise<void>;
  /** The function's timeout in milliseconds; default a quarter of a minute. */
  timeoutMs?: number;
  /** Milliseconds after which the shard counts as blocked for good; default two minutes. */
  limitMs?: number;
}

/** What became of a shard's records. */
export interface Outcome extends Reading, Whereabouts {
  /** Names of the errors that made the function send again, without repetition. */
  troubles: string[];
  /** All in one line, for people. */
  summary: string;
}

const PAUSE_MS = 200;

/** A function before a real search engine and a quarantine, with Lambda's part played. */
export class Trial {
  readonly #setup: TrialSetup;
  readonly #aws: FaultyServer;
  #s3 = new FakeS3();

  private constructor(setup: TrialSetup, aws: FaultyServer) {
    this.#setup = setup;
    this.#aws = aws;
  }

  static async start(setup: TrialSetup): Promise<Trial> {
    const started: { trial?: Trial } = {};
    const aws = await FaultyServer.start(async (request) => {
      if (started.trial === undefined) return { status: 503 };
      return started.trial.#answer(request);
    });
    started.trial = new Trial(setup, aws);
    return started.trial;
  }

  async #answer(request: Received): Promise<Answer> {
    if (request.url.startsWith('/quarantine/')) return this.#s3.answer(request);
    return this.#setup.otherAws?.(request) ?? { status: 404 };
  }

  /**
   * Has a freshly started function read records as one shard to its end.
   *
   * @throws Error when an event is lost or there twice, or when the shard is blocked
   */
  async deliver(
    records: readonly LambdaKinesisRecord[],
    delivery: Delivery = {},
  ): Promise<Outcome> {
    const { variables = {}, batchSize = () => 500, meanwhile = async () => {} } = delivery;
    const { timeoutMs = 15_000, limitMs = 120_000 } = delivery;
    this.#s3 = new FakeS3();
    const before = process.env;
    process.env = { ...this.#environment(), ...variables };
    try {
      const handler = await this.#setup.coldStart();
      const invoke = (batch: readonly LambdaKinesisRecord[]) =>
        invokeFor(timeoutMs, handler, batch);
      const read = () => readShard(records, { invoke, batchSize, pauseMs: PAUSE_MS, limitMs });
      const [{ result, log }] = await Promise.all([withOwnLog(read), meanwhile()]);
      const found = await storedDocuments(this.#setup.node, 'logs-*');
      const where = { found, quarantined: this.#quarantined(), log };
      checkAccounted(records.map(lineOf), where);
      const summary = summaryOf(records.length, result, where);
      return { ...result, ...where, troubles: troublesOf(log), summary };
    } finally {
      process.env = before;
    }
  }

  close(): Promise<void> {
    return this.#aws.close();
  }

  #environment(): Record<string, string> {
    return {
      PATH: process.env.PATH ?? '',
      AWS_REGION: 'eu-west-1',
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
      AWS_ENDPOINT_URL: this.#aws.endpoint,
      ENDPOINT: this.#setup.node.url,
      AUTH: 'none',
      QUARANTINE_BUCKET: 'quarantine',
    };
  }

  #quarantined(): Quarantined[] {
    const texts = [...this.#s3.objects.values()].map(({ body }) => gunzipSync(body).toString());
    const lines = texts.flatMap((text) => text.trimEnd().split('\n'));
    return lines.map((entry) => {
      const { reason, detail, data } = JSON.parse(entry);
      return { reason, detail, line: Buffer.from(data, 'base64').toString() };
    });
  }
}

async function invokeFor(
  timeoutMs: number,
  handler: Handler,
  records: readonly LambdaKinesisRecord[],
): Promise<BatchResponse> {
  const end = performance.now() + timeoutMs;
  const context = {
    functionName: 'kinesis-to-es',
    getRemainingTimeInMillis: () => Math.round(end - performance.now()),
  };
  return (await handler({ Records: [...records] }, context)) as BatchResponse;
}

function lineOf({ kinesis }: LambdaKinesisRecord): string {
  return Buffer.from(kinesis.data, 'base64').toString();
}

function troublesOf(log: readonly LogLine[]): string[] {
  return [...new Set(log.flatMap(({ errorType }) => errorType ?? []))];
}

function summaryOf(sent: number, reading: Reading, { found, quarantined }: Whereabouts): string {
  const { invocations, cameBack, waitedMs } = reading;
  return (
    `sent ${sent} = found ${found.length} + quarantined ${quarantined.length}; of ${invocations} ` +
    `invocations ${cameBack} gave records back; the shard waited ${(waitedMs / 1000).toFixed(1)} s`
  );
}
