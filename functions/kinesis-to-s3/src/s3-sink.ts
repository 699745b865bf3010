import {
  type Batch,
  type Deadline,
  type Log,
  type LogEvent,
  type ObjectStore,
  objectKey,
  objectName,
  type Sink,
} from '@logdrive/log-stream';
import pLimit from 'p-limit';
import type { Encoding } from './compression.ts';
import { contentOf, type Partition } from './partitions.ts';
import { WrittenObjects } from './written-objects.ts';

export interface S3SinkOptions {
  store: ObjectStore;
  partition: (events: readonly LogEvent[]) => Partition[];
  encoding: Encoding;
  /** Key prefix without slashes at its ends; may be empty. */
  prefix: string;
  log: Log;
  /** Objects encoded and sent at a time; bounds memory and connections. Default 8. */
  concurrency?: number;
}

interface Written {
  key: string;
  outcome: 'written' | 'already_there' | 'failed';
  bytes: number;
}

/** Writes each partition of a batch as one object, under a key that a retry finds again. */
export function s3Sink(options: S3SinkOptions): Sink {
  const limit = pLimit(options.concurrency ?? 8);
  const known = new WrittenObjects();
  return {
    async deliver(events, batch, deadline) {
      const partitions = options.partition(events);
      const written = await Promise.all(
        partitions.map((partition) =>
          limit(() => writePartition(partition, batch, deadline, { ...options, known })),
        ),
      );
      const failed = partitions.filter((_, index) => written[index]?.outcome === 'failed');
      const retry = failed.flatMap((partition) => partition.events);
      remember(written, known);
      const delivered = events.length - retry.length;
      return { delivered, refused: [], retry, figures: figuresOf(written) };
    },
  };
}

async function writePartition(
  partition: Partition,
  batch: Batch,
  deadline: Deadline,
  { store, encoding, prefix, log, known }: S3SinkOptions & { known: WrittenObjects },
): Promise<Written> {
  const content = contentOf(partition);
  const key = objectKey(prefix, partition.path, objectName(batch, content), encoding.extension);
  if (known.has(key)) return { key, outcome: 'already_there', bytes: 0 };
  try {
    const body = encoding.encode(content);
    const { contentType } = encoding;
    const outcome = await store.putOnce({ key, body, contentType }, deadline);
    return { key, outcome, bytes: body.length };
  } catch (error) {
    log.error('an object cannot be written', error, { key });
    return { key, outcome: 'failed', bytes: 0 };
  }
}

function remember(written: readonly Written[], known: WrittenObjects): void {
  const there = written.filter(({ outcome }) => outcome !== 'failed').map(({ key }) => key);
  if (there.length === written.length) known.forget(there);
  else known.add(there);
}

function figuresOf(written: readonly Written[]): Record<string, number> {
  const fresh = written.filter(({ outcome }) => outcome === 'written');
  return {
    ObjectsWritten: fresh.length,
    ObjectsAlreadyThere: written.filter(({ outcome }) => outcome === 'already_there').length,
    BytesWritten: fresh.reduce((sum, { bytes }) => sum + bytes, 0),
  };
}
