import type { KinesisStreamRecord } from '@logdrive/log-stream';
import type { RecordMaker } from '../../../records/record-maker.ts';
import type { Explanation } from '../explanation.ts';

export const inputKinds = ['auto', 'line', 'record', 'cloudwatch'] as const;

/** What an input is taken for. */
export type InputKind = (typeof inputKinds)[number];

export interface ReadOptions {
  kind: InputKind;
  /** Log group of lines that do not name theirs; with it, JSON lines are log lines and no records. */
  logGroup: string | undefined;
  /** Whether the input is one log line, with the newlines inside it. */
  whole: boolean;
  records: RecordMaker;
}

/** What of an input is explained at once: a record, or bytes that never become one. */
export type Piece = { record: KinesisStreamRecord } | { lost: Explanation };
