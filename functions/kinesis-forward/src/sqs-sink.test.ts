import { createDeadline } from '@logdrive/log-stream';
import { FakeSqs, kinesisRecord } from '@logdrive/log-stream/testing';
import type { Outcome, Piece } from './piece.ts';
import { type SqsSinkOptions, sqsSink } from './sqs-sink.ts';
import { sqsClient } from './testing/clients.ts';
import { queueTarget } from './testing/targets.ts';

describe('messages', () => {
  let fake: FakeSqs;
  let client: ReturnType<typeof sqsClient>;
  const start = async (fifo = false, messageBytes = 1024 * 1024) => {
    fake = await FakeSqs.start({ fifo, messageBytes });
    client = sqsClient(fake.endpoint);
  };
  afterEach(async () => {
    client.destroy();
    await fake.close();
  });

  function send(
    pieces: Piece[],
    options: SqsSinkOptions = {},
    { recordBytes = 1024 * 1024, ms = 10_000 } = {},
  ): Promise<Outcome[]> {
    const target = queueTarget({ queueUrl: fake.queueUrl, recordBytes });
    const fifo = fake.queueUrl.endsWith('.fifo');
    const end = Date.now() + ms + 500;
    const deadline = createDeadline(() => end - Date.now());
    return sqsSink(client, { ...target, fifo }, options).write(pieces, deadline);
  }
  const piece = (data: string | Buffer, source = 0, groupId?: string): Piece => ({
    record: kinesisRecord({ data }),
    ...{ source, part: 0, positions: undefined, partitionKey: 'k' },
    data: Buffer.from(data),
    fifo: groupId === undefined ? undefined : { groupId, deduplicationId: `${source}` },
  });
  const statuses = (outcomes: Outcome[]) => outcomes.map(({ status }) => status);

  test('what XML cannot hold goes in base64, and an attribute says so', async () => {
    await start();
    const data = ['{"a":"é😀\t"}', 'a\u0001', '\ufffe', Buffer.from([0x1f, 0x8b, 0xff])];
    const outcomes = await send(data.map((each) => piece(each)));
    expect(statuses(outcomes)).toEqual(Array(4).fill('delivered'));
    const base64 = (each: string | Buffer) => Buffer.from(each).toString('base64');
    expect(fake.accepted.map(({ body, attributes }) => ({ body, attributes }))).toEqual([
      { body: '{"a":"é😀\t"}', attributes: {} },
      ...data.slice(1).map((each) => ({
        body: base64(each),
        attributes: { logdrive_body: 'base64' },
      })),
    ]);
  });

  test('calls keep to ten messages and to 1 MiB', async () => {
    await start();
    const large = Array.from({ length: 12 }, (_, index) => piece('x'.repeat(300_000), index));
    const small = Array.from({ length: 25 }, (_, index) => piece('y', index));
    const outcomes = await send([...large, ...small], { callsInFlight: 2 });
    expect(new Set(statuses(outcomes))).toEqual(new Set(['delivered']));
    expect(fake.accepted).toHaveLength(37);
    expect(fake.calls.every((entries) => entries <= 10)).toBe(true);
  });

  test('of a call that was taken only what failed is sent again', async () => {
    await start();
    const seen = new Set<string>();
    fake.entrySchedule = ({ body }) => {
      if (Number(body) % 3 > 0 || seen.has(body)) return undefined;
      seen.add(body);
      return { code: 'InternalError', senderFault: false };
    };
    const outcomes = await send(
      Array.from({ length: 100 }, (_, index) => piece(`${index}`, index)),
    );
    expect(new Set(statuses(outcomes))).toEqual(new Set(['delivered']));
    expect(fake.accepted.map(({ body }) => Number(body)).sort((a, b) => a - b)).toEqual([
      ...Array(100).keys(),
    ]);
    expect(fake.calls.reduce((sum, entries) => sum + entries)).toBe(134);
  });

  test("the sender's fault is a refusal, unless it is a key's or a permission's", async () => {
    await start();
    fake.entrySchedule = ({ body }) => ({ code: body, senderFault: true });
    const outcomes = await send(
      [piece('InvalidMessageContents'), piece('KMS.AccessDenied', 1)],
      {
        callsInFlight: 2,
      },
      { ms: 300 },
    );
    expect(outcomes[0]).toMatchObject({
      status: 'refused',
      reason: 'refused:InvalidMessageContents',
    });
    expect(outcomes[1]).toMatchObject({ status: 'retry' });
  });

  test('too large and empty ones are refused, and their neighbours go', async () => {
    await start();
    const outcomes = await send(
      [piece('x'.repeat(2_000)), piece('', 1), piece('small', 2)],
      {},
      {
        recordBytes: 1_999,
      },
    );
    expect(outcomes).toMatchObject([
      { status: 'refused', reason: 'too_large' },
      { status: 'refused', reason: 'refused:empty' },
      { status: 'delivered' },
    ]);
  });

  test('a message too large can point to an object', async () => {
    await start();
    const stored: Buffer[] = [];
    const largeMessages = async ({ data }: Piece) => {
      stored.push(data);
      return { bucket: 'b', key: 'k' };
    };
    const data = 'x'.repeat(5_000);
    expect(statuses(await send([piece(data)], { largeMessages }, { recordBytes: 4_096 }))).toEqual([
      'delivered',
    ]);
    expect(stored.map(String)).toEqual([data]);
    expect(fake.accepted).toMatchObject([
      { body: '{"bucket":"b","key":"k","bytes":5000}', attributes: { logdrive_body: 's3' } },
    ]);
  });

  test("what only the queue's own setting makes too large can point to an object", async () => {
    await start(false, 262_144);
    const stored: number[] = [];
    const largeMessages = async ({ source }: Piece) => {
      stored.push(source);
      return { bucket: 'b', key: `${source}` };
    };
    const sizes = [1, 262_144, 262_145, 1_048_576];
    const outcomes = await send(
      sizes.map((size, index) => piece('x'.repeat(size), index)),
      { largeMessages },
    );
    expect(statuses(outcomes)).toEqual(Array(4).fill('delivered'));
    expect(stored.sort()).toEqual([2, 3]);
    const pointers = fake.accepted.filter(({ attributes }) => attributes.logdrive_body === 's3');
    expect(pointers.map(({ body }) => JSON.parse(body).bytes).sort()).toEqual([1_048_576, 262_145]);
    expect(fake.accepted).toHaveLength(4);
  });

  test("what only the queue's own setting makes too large is refused as such without objects", async () => {
    await start(false, 262_144);
    const outcomes = await send([piece('x'.repeat(262_145)), piece('small', 1)]);
    const detail = expect.stringContaining('shorter than 262144 bytes');
    expect(outcomes).toMatchObject([
      { status: 'refused', reason: 'too_large', detail },
      { status: 'delivered' },
    ]);
  });

  test('a message whose object cannot be written comes back', async () => {
    await start();
    const largeMessages = async () => {
      throw new Error('S3 is down');
    };
    const outcomes = await send(
      [piece('x'.repeat(5_000))],
      { largeMessages },
      { recordBytes: 4_096 },
    );
    expect(statuses(outcomes)).toEqual(['retry']);
  });

  test('the order in a group is kept, whatever calls and connections fail', async () => {
    await start(true);
    for (const fault of ['reset', 'none', 'hidden', 'slow_down', 'none', 'server_error'] as const) {
      fake.fail(fault, 2);
    }
    const pieces = Array.from({ length: 200 }, (_, index) =>
      piece(`${index}`, index, `g${index % 7}`),
    );
    expect(new Set(statuses(await send(pieces)))).toEqual(new Set(['delivered']));
    const groups = Map.groupBy(fake.accepted, ({ groupId }) => groupId);
    expect(groups.size).toBe(7);
    for (const messages of groups.values()) {
      const numbers = messages.map(({ body }) => Number(body));
      expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
    }
    expect(fake.accepted).toHaveLength(200);
  });

  test('the order in a group is kept around what only the queue finds too large', async () => {
    await start(true, 262_144);
    const largeMessages = async ({ source }: Piece) => ({ bucket: 'b', key: `${source}` });
    const pieces = Array.from({ length: 30 }, (_, index) =>
      piece(index % 4 === 1 ? 'x'.repeat(300_000) : `${index}`, index, 'g'),
    );
    expect(new Set(statuses(await send(pieces, { largeMessages })))).toEqual(
      new Set(['delivered']),
    );
    const numbers = fake.accepted.map(({ body, attributes }) =>
      Number(attributes.logdrive_body === 's3' ? JSON.parse(body).key : body),
    );
    expect(numbers).toEqual([...Array(30).keys()]);
  });

  test.each([
    ['the sink', 1024 * 1024, 4_096],
    ['only the queue', 262_144, 1024 * 1024],
  ])(
    'the order in a group is kept when the object cannot be written of what %s finds too large',
    async (_, messageBytes, recordBytes) => {
      await start(true, messageBytes);
      let works = false;
      const largeMessages = async ({ source }: Piece) => {
        if (!works) throw new Error('S3 is down');
        return { bucket: 'b', key: `${source}` };
      };
      const large = 'x'.repeat(300_000);
      const pieces = [
        ...[piece('0', 0, 'g'), piece(large, 1, 'g'), piece('2', 2, 'h'), piece('3', 3, 'g')],
        ...[piece(large, 4, 'g'), piece('5', 5, 'g'), piece('6', 6, 'h')],
      ];
      const outcomes = await send(pieces, { largeMessages }, { recordBytes });
      const isBack = (index: number) => outcomes[index]?.status === 'retry';
      expect(pieces.map(({ source }) => source).filter(isBack)).toEqual([1, 3, 4, 5]);
      works = true;
      const again = pieces.filter((__, index) => isBack(index));
      await send(again, { largeMessages }, { recordBytes });
      const numbers = fake.accepted.map(({ body, attributes }) =>
        Number(attributes.logdrive_body === 's3' ? JSON.parse(body).key : body),
      );
      expect(numbers.filter((number) => ![2, 6].includes(number))).toEqual([0, 1, 3, 4, 5]);
    },
  );

  test('a bug is thrown, not hidden', async () => {
    await start();
    jest.spyOn(client, 'send').mockImplementation(async () => {
      throw new TypeError('x is not a function');
    });
    await expect(send([piece('a')])).rejects.toThrow('x is not a function');
  });
});
