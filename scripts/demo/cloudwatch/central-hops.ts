import type { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { BucketReader } from '../account/bucket-reader.ts';
import type { Clients } from '../clients.ts';
import { BucketContents } from './bucket-contents.ts';
import { accountHop, type HopAccount } from './hop.ts';
import { type LogLine, lineKeys, readLines } from './log-lines.ts';
import { StreamTail } from './stream-tail.ts';
import { idsOf, leftOutBy, type StructuredEvent, structuredEvents } from './structured-events.ts';
import { takeApart } from './subscription-records.ts';

/** The log groups of one account. */
export interface SendingAccount {
  account: string;
  logs: CloudWatchLogsClient;
  logGroups: readonly string[];
}

/** examples/central-logging as it was applied to a local cloud, and who writes to it. */
export interface CentralStack {
  /** Of the log account. */
  clients: Pick<Clients, 'kinesis' | 's3'>;
  streams: { lines: string; intake: string };
  bucket: string;
  /** Where copies of the bucket's objects are left. */
  folder: string;
  senders: readonly SendingAccount[];
  archiveLogTypes: readonly string[];
}

/** Looks at every hop of the stack: log groups of all accounts, subscription, S3. */
export class CentralHops {
  readonly bucket: BucketContents;
  /** Of the last look. */
  structured: StructuredEvent[] = [];
  readonly #stack: CentralStack;
  readonly #lines: StreamTail;
  readonly #intake: StreamTail;

  constructor(stack: CentralStack) {
    const { streams, clients } = stack;
    this.#stack = stack;
    this.#lines = new StreamTail(clients.kinesis, streams.lines);
    this.#intake = new StreamTail(clients.kinesis, streams.intake);
    this.bucket = new BucketContents(new BucketReader(clients.s3, stack.bucket, stack.folder), {
      subscription: streams.lines,
      archive: streams.intake,
    });
  }

  /** The end is read before the beginnings: what comes meanwhile is then missing, and not unsent. */
  async look(): Promise<HopAccount[]> {
    const { streams, archiveLogTypes } = this.#stack;
    await this.bucket.read();
    this.structured = structuredEvents(await this.#intake.read());
    const sent = takeApart(await this.#lines.read(), streams.lines);
    const written = await this.#written();
    const quarantinedBy = (name: string) =>
      this.bucket.quarantinedBy(name).map(({ logId }) => logId);
    return [
      {
        name: 'log groups -> stream of the log account',
        sent: lineKeys(written),
        delivered: lineKeys(sent.lines),
      },
      {
        name: 'subscription',
        sent: sent.logIds,
        delivered: idsOf(this.structured),
        quarantined: quarantinedBy('subscription'),
      },
      {
        name: 'archive -> S3',
        sent: idsOf(this.structured),
        delivered: this.bucket.archived,
        quarantined: quarantinedBy('archive'),
        leavesOut: leftOutBy(archiveLogTypes, this.structured),
      },
    ].map(accountHop);
  }

  async #written(): Promise<LogLine[]> {
    const written: LogLine[] = [];
    for (const { account, logs, logGroups } of this.#stack.senders) {
      for (const group of logGroups) {
        const lines = await readLines(logs, group);
        written.push(...lines.map((line) => ({ account, ...line })));
      }
    }
    return written;
  }
}
