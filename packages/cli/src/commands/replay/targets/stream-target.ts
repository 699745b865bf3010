import type { KinesisClient } from '@aws-sdk/client-kinesis';
import { createDeadline } from '@logdrive/log-stream';
import { createKinesisWriter, type WriteOutcome } from '@logdrive/log-stream/kinesis';
import type { Answer, Target } from './target.ts';

const patienceMs = 60_000;
const mebibyte = 1024 * 1024;

/** Events into a stream, each as a record of its own. */
export function streamTarget(client: KinesisClient, stream: string): Target {
  const writer = createKinesisWriter(client, { stream, callsInFlight: 1 });
  return {
    // Together one call of the writer's.
    most: { events: 500, bytes: 4 * mebibyte },
    async send(events) {
      const end = Date.now() + patienceMs;
      const deadline = createDeadline(() => end - Date.now());
      const records = events.map(({ event, partitionKey }) => ({
        data: event.bytes,
        partitionKey,
      }));
      return (await writer.write(records, deadline)).map(answerOf);
    },
  };
}

function answerOf(outcome: WriteOutcome): Answer {
  if (outcome.status === 'delivered') return { status: 'taken' };
  if (outcome.status === 'retry') return { status: 'again', why: outcome.error.message };
  const { reason, detail } = outcome;
  return { status: 'refused', reason, detail };
}
