import type { SearchAddress } from '../../opensearch/search-request.ts';
import { type StoredDocument, storedDocuments } from '../../opensearch/stored-documents.ts';
import { BucketReader } from '../account/bucket-reader.ts';
import type { Clients } from '../clients.ts';
import { BucketContents } from './bucket-contents.ts';
import { accountHop, type HopAccount } from './hop.ts';
import { type LogLine, lineKeys, readLines } from './log-lines.ts';
import { StreamTail } from './stream-tail.ts';
import {
  idsOf,
  leftOutBy,
  type StructuredEvent,
  structuredEvents,
  structuredLines,
} from './structured-events.ts';
import { type SubscriptionRecords, takeApart } from './subscription-records.ts';

/** examples/routing-cloudwatch as it was applied to a local cloud, and who writes to it. */
export interface CloudWatchStack {
  clients: Pick<Clients, 'kinesis' | 'logs' | 's3'>;
  /** ARNs of its streams. */
  streams: { lines: string; intake: string; archive: string; search: string };
  bucket: string;
  /** Where copies of the bucket's objects are left. */
  folder: string;
  node: SearchAddress;
  /** The subscribed log groups. */
  logGroups: readonly string[];
  archiveLogTypes: readonly string[];
  searchLogTypes: readonly string[];
}

/** What was found along the way. */
export interface FoundOnTheWay extends SubscriptionRecords {
  written: LogLine[];
  structured: StructuredEvent[];
  /** The same as the intake stream holds them. */
  structuredLines: string[];
  documents: StoredDocument[];
}

/** Looks at every hop of the stack: log groups, subscription, router, S3, OpenSearch. */
export class CloudWatchHops {
  readonly bucket: BucketContents;
  readonly #stack: CloudWatchStack;
  readonly #tails: Record<keyof CloudWatchStack['streams'], StreamTail>;
  /** Of the last look. */
  found: FoundOnTheWay | undefined;

  constructor(stack: CloudWatchStack) {
    const { streams, clients } = stack;
    this.#stack = stack;
    const tail = (arn: string) => new StreamTail(clients.kinesis, arn);
    this.#tails = {
      lines: tail(streams.lines),
      intake: tail(streams.intake),
      archive: tail(streams.archive),
      search: tail(streams.search),
    };
    this.bucket = new BucketContents(new BucketReader(clients.s3, stack.bucket, stack.folder), {
      subscription: streams.lines,
      forward: streams.intake,
      archive: streams.archive,
      search: streams.search,
    });
  }

  /** The ends are read before the beginnings: what comes meanwhile is then missing, and not unsent. */
  async look(): Promise<HopAccount[]> {
    const { node, logGroups, streams, clients } = this.#stack;
    const documents = await storedDocuments(node, 'logs-*');
    await this.bucket.read();
    const search = structuredEvents(await this.#tails.search.read());
    const archive = structuredEvents(await this.#tails.archive.read());
    const intake = [...(await this.#tails.intake.read())];
    const structured = structuredEvents(intake);
    const sent = takeApart(await this.#tails.lines.read(), streams.lines);
    const written: LogLine[] = [];
    for (const group of logGroups) written.push(...(await readLines(clients.logs, group)));
    const lines = structuredLines(intake);
    this.found = { ...sent, written, structured, structuredLines: lines, documents };
    return this.#account(this.found, archive, search);
  }

  #account(
    { written, lines, logIds, structured, documents }: FoundOnTheWay,
    archive: StructuredEvent[],
    search: StructuredEvent[],
  ): HopAccount[] {
    const { archiveLogTypes, searchLogTypes } = this.#stack;
    const routed = (name: string, to: StructuredEvent[], logTypes: readonly string[]) => ({
      name,
      sent: idsOf(structured),
      delivered: idsOf(to),
      quarantined: this.#quarantinedBy('forward'),
      leavesOut: leftOutBy(logTypes, structured),
    });
    return [
      {
        name: 'log groups -> stream',
        sent: lineKeys(written),
        delivered: lineKeys(lines.map(({ account, ...line }) => line)),
      },
      {
        name: 'subscription',
        sent: logIds,
        delivered: idsOf(structured),
        quarantined: this.#quarantinedBy('subscription'),
      },
      routed('router -> archive', archive, archiveLogTypes),
      routed('router -> search', search, searchLogTypes),
      {
        name: 'archive -> S3',
        sent: idsOf(archive),
        delivered: this.bucket.archived,
        quarantined: this.#quarantinedBy('archive'),
      },
      {
        name: 'search -> OpenSearch',
        sent: idsOf(search),
        delivered: documents.map(({ id }) => id),
        quarantined: this.#quarantinedBy('search'),
      },
    ].map(accountHop);
  }

  #quarantinedBy(functionKey: string): string[] {
    return this.bucket.quarantinedBy(functionKey).map(({ logId }) => logId);
  }
}
