import { KinesisClient, PutRecordsCommand } from '@aws-sdk/client-kinesis';
import fc from 'fast-check';
import { callPutRecords } from './call-put-records.ts';
import type { StreamTarget } from './put-records-body.ts';
import type { WriteRecord } from './write-record.ts';

interface Request {
  headers: Record<string, string>;
  body: Uint8Array;
}

/** Keeps what it is sent, and answers every call with the same body. */
function handlerThat(answers: string, statusCode = 200) {
  const requests: Request[] = [];
  const headers = { 'x-amzn-requestid': 'r-1' };
  const handle = async (request: Request) => {
    requests.push(request);
    return { response: { statusCode, headers, body: Buffer.from(answers) } };
  };
  return { requests, handle };
}

function clientOf(requestHandler: ReturnType<typeof handlerThat>, logger = {}) {
  return new KinesisClient({
    region: 'eu-west-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
    requestHandler: requestHandler as never,
    ...logger,
  });
}

const target = { StreamName: 'logs' };
const record: WriteRecord = { data: Buffer.from('{}'), partitionKey: 'k' };
const placed = { ShardId: 'shardId-000000000000', SequenceNumber: '4965' };
const allPlaced = JSON.stringify({ FailedRecordCount: 0, Records: [placed] });

/** Some of them views into larger memory, as decoding gives them. */
const data = fc.oneof(
  fc.uint8Array({ maxLength: 200 }),
  fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
  fc.uint8Array({ minLength: 5, maxLength: 200 }).map((bytes) => bytes.subarray(1, -2)),
);
const records: fc.Arbitrary<WriteRecord[]> = fc.array(
  fc.record({
    data,
    partitionKey: fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }),
    explicitHashKey: fc.option(fc.bigInt({ min: 0n, max: 2n ** 128n - 1n }).map(String), {
      nil: undefined,
    }),
  }),
  { minLength: 1, maxLength: 20 },
);
const streams = fc.constantFrom<StreamTarget>(target, {
  StreamARN: 'arn:aws:kinesis:eu-west-1:123456789012:stream/logs',
});

/** The body as the service reads it, and the headers that tell what it is and how long. */
function read(request: Request | undefined) {
  const { 'content-type': type, 'x-amz-target': operation } = request?.headers ?? {};
  return { type, operation, body: bodyOf(request) };
}

function bodyOf(request: Request | undefined) {
  const bytes = Buffer.from(request?.body ?? []);
  expect(Number(request?.headers['content-length'])).toBe(bytes.length);
  return JSON.parse(bytes.toString());
}

test('sends what the SDK would send', async () => {
  await fc.assert(
    fc.asyncProperty(streams, records, async (stream, sent) => {
      const handler = handlerThat(allPlaced);
      const client = clientOf(handler);
      const Records = sent.map(({ data: Data, partitionKey: PartitionKey, explicitHashKey }) => ({
        ...{ Data, PartitionKey },
        ...(explicitHashKey !== undefined && { ExplicitHashKey: explicitHashKey }),
      }));
      await callPutRecords(client, stream, sent);
      await client.send(new PutRecordsCommand({ ...stream, Records }));
      const [ours, theirs] = handler.requests.map(read);
      expect(ours).toEqual(theirs);
    }),
  );
});

test('a key of the most characters, each as long as JSON makes it, fits', async () => {
  const handler = handlerThat(allPlaced);
  const partitionKey = '\u0001'.repeat(256);
  const explicitHashKey = String(2n ** 128n - 1n);
  const sent = Array.from({ length: 500 }, () => ({ ...record, partitionKey, explicitHashKey }));
  await callPutRecords(clientOf(handler), target, sent);
  const body = bodyOf(handler.requests[0]);
  expect(body.Records).toHaveLength(500);
  expect(body.Records[499].PartitionKey).toBe(partitionKey);
});

test('gives what is answered for each record', async () => {
  const throttled = { ErrorCode: 'ProvisionedThroughputExceededException', ErrorMessage: 'rate' };
  const answer = {
    FailedRecordCount: 1,
    Records: [placed, throttled, { ...placed, ErrorCode: null }],
  };
  const client = clientOf(handlerThat(JSON.stringify(answer)));
  const answers = await callPutRecords(client, target, [record, record, record]);
  expect(answers).toEqual(answer.Records);
});

test.each(['', '{}', '{"Records":[]}', '[]', 'null'])(
  'an answer of %j is one for no record',
  async (body) => {
    expect(await callPutRecords(clientOf(handlerThat(body)), target, [record])).toEqual([]);
  },
);

test('an answer that is not JSON is reported as the SDK reports it', async () => {
  const call = callPutRecords(clientOf(handlerThat('<html>')), target, [record]);
  await expect(call).rejects.toMatchObject({
    name: 'SyntaxError',
    $metadata: { httpStatusCode: 200 },
  });
});

test('an error of the service is the one that the SDK makes of it', async () => {
  const body = '{"__type":"ResourceNotFoundException","message":"no stream logs"}';
  const call = callPutRecords(clientOf(handlerThat(body, 400)), target, [record]);
  await expect(call).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
    message: 'no stream logs',
    $metadata: { httpStatusCode: 400, requestId: 'r-1' },
  });
});

test("the client's logger hears of the call, and sees no record", async () => {
  const heard: unknown[] = [];
  const note = (entry: unknown) => heard.push(entry);
  const logger = { trace: note, debug: note, info: note, warn: note, error: note };
  await callPutRecords(clientOf(handlerThat(allPlaced), { logger }), target, [record]);
  expect(heard).toContainEqual(expect.objectContaining({ input: { ...target, Records: [] } }));
});
