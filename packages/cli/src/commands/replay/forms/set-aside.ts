import type { KinesisStreamRecord } from '@logdrive/log-stream';

/** What was set aside, as one of the forms in which that is done holds it. */
export interface SetAside {
  /** The bytes as a record: what is known of where they stood, the rest plainly made up. */
  record: KinesisStreamRecord;
  /** Place of the first event in the record that the bytes came from: its id may be derived from it. */
  position: number;
  /** Why it was set aside, in the form's own code. */
  reason: string;
  /** When it arrived, epoch milliseconds; undefined where the form does not say. */
  arrivedMs: number | undefined;
  /** Name of the stream; undefined where the form does not say. */
  stream: string | undefined;
}
