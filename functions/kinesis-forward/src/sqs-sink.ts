import { crc32 } from 'node:zlib';
import {
  type BatchResultErrorEntry,
  SendMessageBatchCommand,
  type SendMessageBatchRequestEntry,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import type { Deadline } from '@logdrive/log-stream';
import type { Outcome, Piece, TargetSink } from './piece.ts';
import { callFailure, isRefusal, isTooLarge } from './sqs-errors.ts';
import { type CallAnswer, type IndexedMessage, sendInLane, type TooLarge } from './sqs-lanes.ts';
import { bodyAttribute, type Message } from './sqs-message.ts';
import { type LargeMessages, prepareMessages } from './sqs-prepare.ts';
import type { QueueTarget } from './target.ts';

export interface SqsSinkOptions {
  /** Where messages go that are larger than the queue takes; without it they are refused. */
  largeMessages?: LargeMessages | undefined;
  /** Calls under way at once. Default 16. */
  callsInFlight?: number;
  /** Milliseconds to wait for the answer to one call before it is tried again. Default 10,000. */
  callTimeoutMs?: number;
}

const callBytes = 1024 * 1024;

/**
 * Sends pieces to an SQS queue, each as one message: ten a call and 1 MiB, of a call that was taken
 * only what failed again. For a FIFO queue the messages of a group follow one another in one lane.
 *
 * @param client of the queue's region, built with `maxAttempts: 1`: the deadline bounds the retries
 */
export function sqsSink(
  client: SQSClient,
  { queueUrl, fifo, recordBytes }: QueueTarget,
  options: SqsSinkOptions = {},
): TargetSink {
  const { largeMessages, callsInFlight = 16, callTimeoutMs = 10_000 } = options;

  async function call(messages: readonly Message[], { signal }: Deadline): Promise<CallAnswer> {
    const abortSignal = AbortSignal.any([signal, AbortSignal.timeout(callTimeoutMs)]);
    const Entries = messages.map(entryOf);
    try {
      const command = new SendMessageBatchCommand({ QueueUrl: queueUrl, Entries });
      const { Successful = [], Failed = [] } = await client.send(command, { abortSignal });
      const taken = new Set(Successful.map(({ Id }) => Id));
      return { outcomes: Entries.map(({ Id }) => outcomeOf(Id, taken, Failed)) };
    } catch (error) {
      if (abortSignal.aborted) return { failed: 'passing', error: noAnswer(error) };
      const failure = callFailure(error);
      if (failure === undefined) throw error;
      return failure;
    }
  }

  return {
    async write(pieces, deadline) {
      const outcomes = new Array<Outcome | undefined>(pieces.length).fill(undefined);
      const settle = (index: number, outcome: Outcome) => {
        outcomes[index] = outcome;
      };
      const lanes: IndexedMessage[][] = Array.from({ length: callsInFlight }, () => []);
      const preparing = prepareMessages({ recordBytes, largeMessages, deadline });
      const prepared = await Promise.all(pieces.map(preparing.messageFor));
      inGroupOrder(pieces, prepared).forEach((ready, index) => {
        if ('status' in ready) settle(index, ready);
        else lanes[laneOf(ready, index, callsInFlight)]?.push({ index, message: ready });
      });
      const lane = {
        call: (messages: readonly Message[]) => call(messages, deadline),
        tooLarge: (index: number, detail: string) =>
          preparing.insteadOf(pieces[index] as Piece, detail),
        ...{ deadline, callBytes, settle, inOrder: fifo },
      };
      await Promise.all(lanes.map((messages) => sendInLane(messages, lane)));
      return complete(outcomes);
    },
  };
}

/** Nothing in a group may overtake what has to be tried again: it comes back as well. */
function inGroupOrder(
  pieces: readonly Piece[],
  prepared: readonly (Message | Outcome)[],
): (Message | Outcome)[] {
  const stopped = new Map<string, Outcome>();
  return prepared.map((ready, index) => {
    const groupId = pieces[index]?.fifo?.groupId;
    if (groupId === undefined) return ready;
    if ('status' in ready && ready.status === 'retry') stopped.set(groupId, ready);
    return stopped.get(groupId) ?? ready;
  });
}

/** Ten neighbours share a call; the messages of a group share a lane, which keeps their order. */
function laneOf({ fifo }: Message, index: number, lanes: number): number {
  return (fifo === undefined ? Math.floor(index / 10) : crc32(fifo.groupId)) % lanes;
}

function entryOf(
  { body, encoding, fifo }: Message,
  index: number,
): SendMessageBatchRequestEntry & { Id: string } {
  return {
    Id: String(index),
    MessageBody: body,
    ...(encoding && {
      MessageAttributes: { [bodyAttribute]: { DataType: 'String', StringValue: encoding } },
    }),
    ...(fifo && {
      MessageGroupId: fifo.groupId,
      MessageDeduplicationId: fifo.deduplicationId,
    }),
  };
}

function outcomeOf(
  id: string,
  taken: ReadonlySet<string | undefined>,
  failed: readonly BatchResultErrorEntry[],
): Outcome | TooLarge {
  if (taken.has(id)) return { status: 'delivered' };
  const {
    Code = 'NoAnswer',
    Message: words = '',
    SenderFault = false,
  } = failed.find(({ Id }) => Id === id) ?? {};
  if (isTooLarge(Code, words)) return { status: 'too_large', detail: words };
  if (isRefusal(Code, SenderFault)) {
    return { status: 'refused', reason: `refused:${Code}`, detail: words || Code };
  }
  return { status: 'retry', error: new Error(`${Code}: ${words}`) };
}

function noAnswer(cause: unknown): Error {
  return new Error('no answer in time; the messages may have been sent', { cause });
}

/** @throws Error when a piece has no outcome: it would be lost */
function complete(outcomes: (Outcome | undefined)[]): Outcome[] {
  const missing = outcomes.indexOf(undefined);
  if (missing >= 0) throw new Error(`piece ${missing} has no outcome`);
  return outcomes as Outcome[];
}
