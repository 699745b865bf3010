import type { Deadline, Log, LogEvent, Sink, SinkResult } from '@logdrive/log-stream';
import type { KinesisWriter, WriteOutcome, WriteRecord } from '@logdrive/log-stream/kinesis';
import pLimit from 'p-limit';
import type { Shorten } from './large-events.ts';
import { partitionKeyBytes, partitionKeyOf } from './partition-key.ts';

export interface StreamSinkOptions {
  writer: KinesisWriter;
  /** Bytes that a record may have, its partition key included. */
  recordBytes: number;
  shorten: Shorten;
  log: Log;
}

/** What becomes of a batch while it is being delivered. */
interface Progress extends SinkResult {
  /** What is to be written, and in another list, at the same place, the event that it is of. */
  records: WriteRecord[];
  events: LogEvent[];
  shortened: number;
}

/** Large events that are shortened at a time; bounds memory and connections. */
const shortenedAtOnce = 4;

/**
 * Writes each event as one record to a Kinesis stream; an event too large for a record is shortened
 * before. A record is in the stream twice only where the answer to its writing was lost, or where
 * a neighbour's failure brings its batch back; its `log_id` is the same then.
 */
export function streamSink(options: StreamSinkOptions): Sink {
  const { writer, log } = options;
  return {
    async deliver(events, _batch, deadline) {
      const progress = await makeRecords(events, options, deadline);
      const outcomes = await writer.write(progress.records, deadline);
      progress.events.forEach((event, index) => {
        settle(event, outcomes[index], progress);
      });
      logFailure(outcomes, log);
      const { delivered, refused, retry, shortened, records } = progress;
      const figures = { BytesWritten: bytesWritten(records, outcomes), EventsShortened: shortened };
      return { delivered, refused, retry, figures };
    },
  };
}

async function makeRecords(
  events: readonly LogEvent[],
  options: StreamSinkOptions,
  deadline: Deadline,
): Promise<Progress> {
  const progress: Progress = {
    ...{ delivered: 0, refused: [], retry: [] },
    ...{ records: [], events: [], shortened: 0 },
  };
  const maxBytes = options.recordBytes - partitionKeyBytes;
  const limit = pLimit(shortenedAtOnce);
  const large: Promise<void>[] = [];
  for (const event of events) {
    if (event.bytes.length <= maxBytes) add(event, event.bytes, progress);
    else large.push(limit(() => addLarge(event, maxBytes, { ...options, deadline, progress })));
  }
  await Promise.all(large);
  return progress;
}

async function addLarge(
  event: LogEvent,
  maxBytes: number,
  {
    shorten,
    log,
    deadline,
    progress,
  }: StreamSinkOptions & { deadline: Deadline; progress: Progress },
): Promise<void> {
  try {
    const bytes = await shorten(event, maxBytes, deadline);
    if (bytes === undefined) {
      const detail = 'the members of the common schema alone are too large for a record';
      progress.refused.push(event.reject('too_large', detail));
      return;
    }
    add(event, bytes, progress);
    progress.shortened += 1;
  } catch (error) {
    log.error('a large event cannot be stored', error, { bytes: event.bytes.length });
    progress.retry.push(event);
  }
}

function add(event: LogEvent, data: Buffer, { records, events }: Progress): void {
  records.push({ data, partitionKey: partitionKeyOf(event) });
  events.push(event);
}

/** @throws Error when the writer has not answered: the event would be lost */
function settle(event: LogEvent, outcome: WriteOutcome | undefined, to: Progress): void {
  if (outcome === undefined) throw new Error('the writer has not answered for a record');
  if (outcome.status === 'retry') to.retry.push(event);
  else if (outcome.status === 'refused') {
    to.refused.push(event.reject(outcome.reason, outcome.detail));
  } else to.delivered += 1;
}

function bytesWritten(records: readonly WriteRecord[], outcomes: readonly WriteOutcome[]): number {
  let bytes = 0;
  records.forEach(({ data }, index) => {
    if (outcomes[index]?.status === 'delivered') bytes += data.byteLength;
  });
  return bytes;
}

/** One line for a batch: its records fail alike, nearly always. */
function logFailure(outcomes: readonly WriteOutcome[], log: Log): void {
  const failed = outcomes.filter((outcome) => outcome.status === 'retry');
  const [first] = failed;
  if (first === undefined) return;
  const { failure, code } = first.error;
  log.error('events cannot be written', first.error, { failure, code, events: failed.length });
}
