import type { LambdaClient } from '@aws-sdk/client-lambda';
import type { KinesisStreamRecord, LogEvent } from '@logdrive/log-stream';
import { kinesisRecord } from '@logdrive/log-stream/testing';
import { functionTarget } from './function-target.ts';
import type { Outgoing } from './target.ts';

/** An event by its name, taken out of the record with this sequence number. */
function outgoing(name: string, sequenceNumber: string, stream = 'logs'): Outgoing {
  const record = kinesisRecord({ data: 'the whole record', sequenceNumber, stream });
  const event = { record, bytes: Buffer.from(name), logId: `id of ${name}` };
  return { event: event as unknown as LogEvent, partitionKey: 'k' };
}

/** Calls, each as the names of its events; after the first, all is taken. */
function lambdaThatHandsBack(handedBack?: string) {
  const calls: KinesisStreamRecord[][] = [];
  const sizes: number[] = [];
  const nameOf = ({ kinesis }: KinesisStreamRecord) =>
    Buffer.from(kinesis.data, 'base64').toString();
  const client = {
    send: async ({ input }: { input: { Payload: string } }) => {
      const { Records: records } = JSON.parse(input.Payload) as { Records: KinesisStreamRecord[] };
      calls.push(records);
      sizes.push(Buffer.byteLength(input.Payload));
      const back = calls.length > 1 ? [] : records.filter((one) => nameOf(one) === handedBack);
      const batchItemFailures = back.map(({ kinesis }) => ({
        itemIdentifier: kinesis.sequenceNumber,
      }));
      return { Payload: Buffer.from(JSON.stringify({ batchItemFailures })) };
    },
  };
  const target = functionTarget(client as unknown as LambdaClient, 'forward');
  return { target, calls, sizes, names: () => calls.map((records) => records.map(nameOf)) };
}

const events = [outgoing('C', '100'), outgoing('A', '200'), outgoing('B', '200')];

test('of the events of one record only what is handed back is sent again', async () => {
  const { target, names } = lambdaThatHandsBack('B');
  expect(await target.send(events)).toEqual(Array(3).fill({ status: 'taken' }));
  expect(names()).toEqual([['C', 'A', 'B'], ['B']]);
});

test('each event is a record of its own, the same in every call', async () => {
  const { target, calls } = lambdaThatHandsBack();
  await target.send([...events, outgoing('A', '200')]);
  await target.send(events.slice(1));
  const [first = [], second = []] = calls;
  expect(new Set(first.map(({ eventID }) => eventID)).size).toBe(4);
  expect(new Set(first.map(({ kinesis }) => kinesis.sequenceNumber)).size).toBe(4);
  expect(first.slice(1, 3)).toEqual(second);
  for (const { eventID, kinesis } of first) {
    expect(kinesis.sequenceNumber).toMatch(/^[12]00\d{10}$/);
    expect(eventID).toBe(`shardId-000000000000:${kinesis.sequenceNumber}`);
  }
});

test('a call is never larger than Lambda takes', async () => {
  const { target, sizes } = lambdaThatHandsBack();
  const { events: count, bytes } = target.most;
  const text = 'x'.repeat(bytes / count - 1);
  const sequenceNumber = (n: number) => String(n).padStart(56, '4');
  const one = (_: unknown, n: number) => outgoing(text, sequenceNumber(n), 's'.repeat(128));
  await target.send(Array.from({ length: count }, one));
  expect(sizes[0]).toBeLessThan(6 * 1024 * 1024);
  expect(sizes[0]).toBeGreaterThan(4 * 1024 * 1024);
});
