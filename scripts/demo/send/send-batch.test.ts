import type { PutRecordsCommand } from '@aws-sdk/client-kinesis';
import { sendBatch } from './send-batch.ts';

const record = (text: string) => ({ data: Buffer.from(text), partitionKey: 'k', events: [] });

/** Answers each call with the next list of outcomes: true for taken, an error code for refused. */
function stream(answers: (true | string)[][]) {
  const calls: string[][] = [];
  const send = async ({ input }: PutRecordsCommand) => {
    calls.push((input.Records ?? []).map(({ Data }) => Buffer.from(Data ?? '').toString()));
    const Records = (answers[calls.length - 1] ?? []).map((outcome) =>
      outcome === true
        ? { SequenceNumber: '1', ShardId: 's' }
        : { ErrorCode: outcome, ErrorMessage: 'Rate exceeded' },
    );
    return { Records };
  };
  return { calls, client: { send } as never };
}

describe('sendBatch', () => {
  test('sends the failed entries again, and only those', async () => {
    const throttled = 'ProvisionedThroughputExceededException';
    const { calls, client } = stream([[true, throttled, throttled], [throttled, true], [true]]);
    await sendBatch(client, ['a', 'b', 'c'].map(record), { stream: 's', pauseMs: 1 });
    expect(calls).toEqual([['a', 'b', 'c'], ['b', 'c'], ['b']]);
  });

  test('gives up with the words of the service', async () => {
    const { calls, client } = stream([['InternalFailure'], ['InternalFailure']]);
    const sent = sendBatch(client, [record('a')], { stream: 's', attempts: 2, pauseMs: 1 });
    await expect(sent).rejects.toThrow(
      'the stream s refuses 1 records: InternalFailure: Rate exceeded',
    );
    expect(calls).toHaveLength(2);
  });

  test('takes an answer that is too short for a failure', async () => {
    const { calls, client } = stream([[true], [true]]);
    await sendBatch(client, ['a', 'b'].map(record), { stream: 's', pauseMs: 1 });
    expect(calls).toEqual([['a', 'b'], ['b']]);
  });
});
