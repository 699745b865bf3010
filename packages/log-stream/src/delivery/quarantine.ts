import { crc32, gzipSync } from 'node:zlib';
import type { Reject } from '../decode/decoded-event.ts';
import { arrivedMsOf, shardOf, streamArnOf, streamOf } from '../decode/record.ts';
import type { Batch } from './batch.ts';
import type { Deadline } from './deadline.ts';
import type { Log } from './log.ts';
import { objectNameBy } from './object-name.ts';
import type { ObjectStore } from './object-store.ts';

/** Keeps what cannot be delivered, with the reason and the original bytes. */
export interface Quarantine {
  /**
   * @returns whether every reject is kept; if not, the batch must come back, or events would be lost
   */
  keep(rejects: readonly Reject[], batch: Batch, deadline: Deadline): Promise<boolean>;
}

/** One line of a quarantine object. */
export interface QuarantineEntry {
  reason: string;
  detail: string;
  stream: string;
  /** With account and Region: an event without a log id is known by it. */
  stream_arn: string;
  shard: string;
  sequence_number: string;
  /** 0-based place of the event inside its record. */
  position: number;
  /** When the record arrived in the stream, ISO 8601. */
  arrived: string;
  /** The record's, or the user record's in an aggregate. */
  partition_key: string;
  /** The original bytes in base64: of the event, or of the whole record where nothing smaller is known. */
  data: string;
}

/** One gzip NDJSON object a batch: `<prefix>/date=YYYY-MM-DD/hour=HH/<name>.ndjson.gz`, in UTC by arrival. */
export function createQuarantine(store: ObjectStore, prefix: string, log: Log): Quarantine {
  return {
    async keep(rejects, batch, deadline) {
      if (rejects.length === 0) return true;
      let key = folderOf(batch, prefix);
      try {
        const { body, crc } = pack(rejects);
        key = `${key}/${objectNameBy(batch, crc)}.ndjson.gz`;
        // A destination that has used up its time would otherwise keep bad records waiting as well.
        const last = deadline.last?.() ?? deadline;
        await store.putOnce({ key, body, contentType: 'application/gzip' }, last);
        return true;
      } catch (error) {
        log.error('the quarantine cannot be written', error, { key });
        return false;
      }
    },
  };
}

/** Lines that are held at a time. */
const chunkLength = 4 * 1024 * 1024;

/**
 * Lines for the rejects, compressed, and the CRC-32 of the lines. They may be many times what arrived,
 * so they are made and compressed in chunks: a gzip member each, as few batches have a second.
 */
function pack(rejects: readonly Reject[]): { body: Buffer; crc: number } {
  const members: Buffer[] = [];
  let crc = 0;
  let lines = '';
  const compress = () => {
    const chunk = Buffer.from(lines);
    crc = crc32(chunk, crc);
    members.push(gzipSync(chunk));
    lines = '';
  };
  for (const reject of rejects) {
    lines += `${JSON.stringify(quarantineEntry(reject))}\n`;
    if (lines.length >= chunkLength) compress();
  }
  if (lines !== '') compress();
  const [only] = members;
  return { body: members.length === 1 && only ? only : Buffer.concat(members), crc };
}

function folderOf({ arrivedMs }: Batch, prefix: string): string {
  const [date = '', time = ''] = new Date(arrivedMs).toISOString().split('T');
  return [prefix, `date=${date}`, `hour=${time.slice(0, 2)}`].filter(Boolean).join('/');
}

function quarantineEntry(reject: Reject): QuarantineEntry {
  const { reason, detail, bytes, record, position, partitionKey } = reject;
  return {
    reason,
    detail,
    stream: streamOf(record),
    stream_arn: streamArnOf(record),
    shard: shardOf(record),
    sequence_number: record.kinesis.sequenceNumber,
    position,
    arrived: new Date(arrivedMsOf(record)).toISOString(),
    partition_key: partitionKey ?? record.kinesis.partitionKey,
    data: bytes.toString('base64'),
  };
}
