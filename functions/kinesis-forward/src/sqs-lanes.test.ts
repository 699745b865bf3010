import type { Outcome } from './piece.ts';
import { type CallAnswer, sendInLane } from './sqs-lanes.ts';
import type { Message } from './sqs-message.ts';

const messageOf = (bytes: number, encoding?: 's3'): Message => ({
  ...{ body: `${bytes}`, encoding, fifo: undefined, bytes },
});

/** Sends messages of these sizes to a queue that answers so, with pointers for what is too large. */
async function send(sizes: number[], answer: (messages: readonly Message[]) => CallAnswer) {
  const outcomes: Outcome[] = [];
  const calls: number[] = [];
  await sendInLane(
    sizes.map((bytes, index) => ({ index, message: messageOf(bytes) })),
    {
      call: async (messages) => {
        calls.push(messages.length);
        return answer(messages);
      },
      deadline: { remainingMs: () => 1_000, signal: new AbortController().signal },
      callBytes: 1024 * 1024,
      inOrder: false,
      tooLarge: async () => messageOf(200, 's3'),
      settle: (index, outcome) => {
        outcomes[index] = outcome;
      },
    },
  );
  return { calls, statuses: outcomes.map(({ status }) => status), outcomes };
}

const delivered: Outcome = { status: 'delivered' };
const takeAll = (messages: readonly Message[]) => ({ outcomes: messages.map(() => delivered) });
const tooLong: CallAnswer = { failed: 'size', error: new Error('no more than 300,000 bytes') };

test('a queue whose own limit holds for all of a call has all messages', async () => {
  const { calls, statuses } = await send([100_000, 100_000, 400_000, 100_000], (messages) => {
    const bytes = messages.reduce((sum, message) => sum + message.bytes, 0);
    return bytes > 300_000 ? tooLong : takeAll(messages);
  });
  expect(statuses).toEqual(Array(4).fill('delivered'));
  expect(calls).toEqual([4, 2, 2, 1, 2]);
});

test('what is too large even as a pointer is refused', async () => {
  const { calls, outcomes } = await send([5_000], () => tooLong);
  expect(outcomes).toMatchObject([{ status: 'refused', reason: 'too_large' }]);
  expect(calls).toEqual([1, 1]);
});
