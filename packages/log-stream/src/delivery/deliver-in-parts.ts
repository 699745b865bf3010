import type { DecodeOptions } from '../decode/decode-batch.ts';
import type { KinesisStreamRecord } from '../decode/record.ts';
import type { Conform } from '../schema/common-schema.ts';
import type { Deadline } from './deadline.ts';
import { IntakeInParts, type Takings } from './intake.ts';
import type { Sink, SinkResult } from './sink.ts';

export interface DeliveryInParts {
  conform: Conform;
  decode?: DecodeOptions;
  sink: Sink;
  deadline: Deadline;
  /** Events of a part, or a few more: a record is not divided. As many as suit the sink at a time. */
  partEvents: number;
}

/**
 * Decodes a batch and delivers it, in parts: while one is on its way the next is decoded, and more than
 * two are never in memory, since the events of a batch take several times its bytes. For sinks that need
 * not have a batch together.
 *
 * Ends early where going on would write twice or too late: when a part has events to be tried again, or
 * the time is up. The records not taken in by then come back, as those of a batch that is too large do.
 *
 * @throws Error when the sink throws: a bug
 */
export async function deliverInParts(
  records: readonly KinesisStreamRecord[],
  { conform, decode, sink, deadline, partEvents }: DeliveryInParts,
): Promise<{ intake: Takings; result: SinkResult }> {
  const intake = new IntakeInParts(records, conform, decode);
  const result: SinkResult = { delivered: 0, refused: [], retry: [] };
  let before: Promise<SinkResult> | undefined;
  for (let goesOn = true; goesOn; ) {
    const { events, more } = intake.next(partEvents);
    const part = sink.deliver(events, intake.takings().batch, deadline);
    part.catch(() => {}); // when it throws before its turn, it is still awaited there
    if (before !== undefined) add(result, await before);
    before = part;
    goesOn = more && result.retry.length === 0 && deadline.remainingMs() > 0;
  }
  if (before !== undefined) add(result, await before);
  return { intake: intake.takings(), result };
}

function add(whole: SinkResult, { delivered, refused, retry, figures = {} }: SinkResult): void {
  whole.delivered += delivered;
  for (const reject of refused) whole.refused.push(reject);
  for (const event of retry) whole.retry.push(event);
  whole.figures ??= {};
  for (const [name, figure] of Object.entries(figures)) {
    whole.figures[name] = (whole.figures[name] ?? 0) + figure;
  }
}
