import type { Deadline } from '@logdrive/log-stream';
import pLimit from 'p-limit';
import type { Outcome, Piece } from './piece.ts';
import { type Message, messageOf, pointerTo } from './sqs-message.ts';

/** Writes the data of a piece as an object of its own and says where. */
export type LargeMessages = (
  piece: Piece,
  deadline: Deadline,
) => Promise<{ bucket: string; key: string }>;

export interface PreparingOptions {
  /** Bytes that a message may have. */
  recordBytes: number;
  /** Where larger ones go; without it they are refused. */
  largeMessages: LargeMessages | undefined;
  deadline: Deadline;
}

/** Makes messages of pieces, or says what becomes of a piece that gives none. */
export interface Preparing {
  messageFor(piece: Piece): Promise<Message | Outcome>;
  /** What to send in place of a message that is too large. */
  insteadOf(piece: Piece, detail: string): Promise<Message | Outcome>;
}

/** Objects written at once. */
const writes = 4;

export function prepareMessages(options: PreparingOptions): Preparing {
  const { recordBytes, largeMessages, deadline } = options;
  const limit = pLimit(writes);
  const insteadOf = async (piece: Piece, detail: string): Promise<Message | Outcome> => {
    if (largeMessages === undefined) return { status: 'refused', reason: 'too_large', detail };
    try {
      return pointerTo(await limit(() => largeMessages(piece, deadline)), piece);
    } catch (error) {
      return { status: 'retry', error: error instanceof Error ? error : new Error(String(error)) };
    }
  };
  return {
    insteadOf,
    async messageFor(piece) {
      if (piece.data.length === 0) {
        const detail = 'SQS takes no empty message';
        return { status: 'refused', reason: 'refused:empty', detail };
      }
      const message = messageOf(piece);
      if (message.bytes <= recordBytes) return message;
      const detail = `the message has ${message.bytes} bytes, the limit is ${recordBytes}`;
      return insteadOf(piece, detail);
    },
  };
}
