import { type DecodeOptions, decodeRecords } from '../decode/decode-batch.ts';
import type { Reject } from '../decode/decoded-event.ts';
import type { KinesisStreamRecord } from '../decode/record.ts';
import { type Conform, isReject } from '../schema/common-schema.ts';
import type { LogEvent } from '../schema/log-event.ts';
import { type Batch, batchOf } from './batch.ts';

/** What an invocation's records turned out to be, before anything is delivered. */
export interface Intake {
  batch: Batch;
  /** Records decoded. */
  records: number;
  /** Events to deliver. */
  events: LogEvent[];
  /** Number of events that a rule of the user's leaves out. */
  filtered: number;
  /** Events for the quarantine. */
  rejects: Reject[];
  /** CloudWatch Logs' health checks: no log events, dropped. */
  controlMessages: number;
  /** Sequence number of the first record left for a later invocation, when the batch was too large. */
  leftFrom?: string;
}

/** Decodes the records and holds each event against the schema. Never throws for what a record holds. */
export function takeIn(
  records: readonly KinesisStreamRecord[],
  conform: Conform,
  decode?: DecodeOptions,
): Intake {
  const events: LogEvent[] = [];
  const rejects: Reject[] = [];
  let filtered = 0;
  const { controlMessages, taken } = decodeRecords(
    records,
    (decoded) => {
      for (const reject of decoded.rejects) rejects.push(reject);
      for (const event of decoded.events) {
        const answer = conform(event);
        if (answer === undefined) filtered += 1;
        else if (isReject(answer)) rejects.push(answer);
        else events.push(answer);
      }
    },
    decode,
  );
  const batch = batchOf(records.slice(0, taken));
  const intake: Intake = { batch, records: taken, events, filtered, rejects, controlMessages };
  const left = records[taken];
  if (left !== undefined) intake.leftFrom = left.kinesis.sequenceNumber;
  return intake;
}
