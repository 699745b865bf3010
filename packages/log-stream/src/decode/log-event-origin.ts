import { crc32 } from 'node:zlib';
import { isJsonObject } from '../parse/json-value.ts';
import type { LineContext } from '../parse/line-format.ts';
import { readTimestampMs } from '../schema/timestamp.ts';
import type { CloudWatchOrigin, EnvelopeText } from './cloudwatch-envelope.ts';
import type { JsonObject } from './decoded-event.ts';
import { type EnvelopeHead, readHead } from './envelope-head.ts';
import { RawEnvelope } from './raw-envelope.ts';

/** What all the log events of one envelope share. */
export interface EnvelopeSource {
  head: EnvelopeHead;
  raw: RawEnvelope;
  /** When the record arrived in the stream, epoch milliseconds. */
  arrivedMs: number;
  /** CRC-32 of owner, log group and log stream. */
  streamChecksum: number;
  /** `sourceJson` of the event before, which nearly always is that of the next. */
  sourceJson: { account: string; region: string; json: string };
}

export function envelopeSource(
  head: EnvelopeHead,
  raw: RawEnvelope,
  arrivedMs: number,
): EnvelopeSource {
  const streamChecksum = crc32(`${head.owner}\n${head.logGroup}\n${head.logStream}\n`);
  const sourceJson = { account: '', region: '', json: '' };
  return { head, raw, arrivedMs, streamChecksum, sourceJson };
}

/**
 * Where one log event of an envelope came from, and what the parsing of its message may need of it.
 * There is one for every log event, so it holds no more than it must.
 */
export class LogEventOrigin implements CloudWatchOrigin, LineContext {
  /** Lives on between batches, see `DecodeOutput.kept`. */
  static readonly kept = new LogEventOrigin(nowhere(), 0, {}, '');

  readonly eventId: string;
  readonly timestampMs: number | undefined;
  readonly extractedFields: JsonObject | undefined;
  readonly message: string | Buffer;
  private readonly source: EnvelopeSource;
  readonly index: number;

  constructor(source: EnvelopeSource, index: number, event: JsonObject, message: string | Buffer) {
    this.eventId = readId(event.id, source.raw, index);
    this.timestampMs = readTime(event.timestamp, source.arrivedMs);
    this.extractedFields = isJsonObject(event.extractedFields) ? event.extractedFields : undefined;
    this.message = message;
    this.source = source;
    this.index = index;
  }

  get account(): string {
    return textOf(this.extractedFields?.['@aws.account']) ?? this.source.head.owner;
  }

  get region(): string | undefined {
    return textOf(this.extractedFields?.['@aws.region']);
  }

  get logGroup(): string {
    return this.source.head.logGroup;
  }

  get logStream(): string {
    return this.source.head.logStream;
  }

  get envelope(): EnvelopeText {
    return this.source.raw;
  }

  get streamChecksum(): number {
    return this.source.streamChecksum;
  }

  /** CloudWatch's clocks, and those of the services that write to it, show UTC. */
  get timeZone(): string {
    return 'UTC';
  }

  get referenceMs(): number {
    return this.timestampMs ?? this.source.arrivedMs;
  }

  sourceJson(region: string): string {
    const { account } = this;
    const own = this.region ?? region;
    const last = this.source.sourceJson;
    if (last.account === account && last.region === own) return last.json;
    const { logGroup, logStream } = this;
    const json = JSON.stringify({ logGroup, logStream, account, region: own });
    this.source.sourceJson = { account, region: own, json };
    return json;
  }

  original(): Buffer {
    return this.source.raw.withOnly(this.index);
  }

  /** The envelope with this and these other events of it in it. */
  originalWith(others: readonly LogEventOrigin[]): Buffer {
    const indices = others.map(({ index }) => index);
    return this.source.raw.withOnly(this.index, indices);
  }

  sharesEnvelope(other: CloudWatchOrigin | undefined): other is LogEventOrigin {
    return other instanceof LogEventOrigin && other.source === this.source;
  }
}

/**
 * The envelopes that these log events came in, with these events in them and no others: one envelope
 * for all that follow one another and came in the same.
 */
export function envelopesOf(origins: readonly CloudWatchOrigin[]): Buffer[] {
  const envelopes: Buffer[] = [];
  for (let at = 0; at < origins.length; ) {
    const first = origins[at];
    at += 1;
    if (!(first instanceof LogEventOrigin)) {
      if (first !== undefined) envelopes.push(first.original());
      continue;
    }
    const others: LogEventOrigin[] = [];
    for (let next = origins[at]; first.sharesEnvelope(next); next = origins[at]) {
      others.push(next);
      at += 1;
    }
    envelopes.push(first.originalWith(others));
  }
  return envelopes;
}

/** The service's ids have 56 digits: as a number only the text of the envelope still has them all. */
function readId(id: unknown, raw: RawEnvelope, index: number): string {
  if (typeof id === 'string') return id;
  if (typeof id !== 'number') return '';
  return Number.isSafeInteger(id) ? String(id) : raw.member(index, 'id').toString();
}

/** The service writes epoch milliseconds; seconds and text in any known form have been seen. */
function readTime(timestamp: unknown, arrivedMs: number): number | undefined {
  const ms = readTimestampMs(timestamp, 'UTC', arrivedMs);
  return Number.isNaN(ms) ? undefined : ms;
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function nowhere(): EnvelopeSource {
  return envelopeSource(readHead({}), new RawEnvelope(Buffer.alloc(0), '{}'), 0);
}
