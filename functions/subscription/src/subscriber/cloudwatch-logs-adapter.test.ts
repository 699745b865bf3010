import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { FaultyServer } from '@logdrive/log-stream/testing';
import { cloudWatchLogGroups } from './cloudwatch-logs-adapter.ts';

const group = { name: '/app/a', arn: 'arn:a', logGroupClass: 'STANDARD' };
const filter = { name: 'ours', destinationArn: 'arn:stream', roleArn: 'arn:role', pattern: 'x' };

interface Call {
  operation: string;
  input: Record<string, unknown>;
}

let server: FaultyServer;
let client: CloudWatchLogsClient;
let calls: Call[];
/** What the next calls are answered with; then `{}`. */
let answers: { error?: string; message?: string; body?: object }[];

beforeAll(async () => {
  server = await FaultyServer.start(async ({ headers, body }) => {
    const operation = String(headers['x-amz-target']).split('.')[1] ?? '';
    calls.push({ operation, input: JSON.parse(body.toString()) });
    const { error, message, body: answer = {} } = answers.shift() ?? {};
    return {
      status: error === undefined ? 200 : 400,
      headers: { 'content-type': 'application/x-amz-json-1.1' },
      body: JSON.stringify(error === undefined ? answer : { __type: error, message }),
    };
  });
  client = new CloudWatchLogsClient({
    endpoint: server.endpoint,
    region: 'eu-central-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
  });
});
afterAll(async () => {
  client.destroy();
  await server.close();
});
beforeEach(() => {
  calls = [];
  answers = [];
});

const within = (ms: number) => {
  const until = Date.now() + ms;
  return {
    remainingMs: () => Math.max(0, until - Date.now()),
    signal: new AbortController().signal,
  };
};
const adapter = (options = {}) =>
  cloudWatchLogGroups(client, { deadline: within(10_000), perSecond: 1000, ...options });
const throttled = { error: 'ThrottlingException', message: 'Rate exceeded' };

test('reads pages of groups to the end, throttles among them', async () => {
  answers = [
    throttled,
    { body: { logGroups: [{ logGroupName: 'a', arn: 'arn:a:*' }], nextToken: 'more' } },
    throttled,
    {
      body: { logGroups: [{ logGroupName: 'b', logGroupArn: 'arn:b', logGroupClass: 'DELIVERY' }] },
    },
  ];
  const found = [];
  for await (const one of adapter().list('pre')) found.push(one);
  expect(found).toEqual([
    { name: 'a', arn: 'arn:a', logGroupClass: 'STANDARD' },
    { name: 'b', arn: 'arn:b', logGroupClass: 'DELIVERY' },
  ]);
  expect(calls.map(({ input }) => input.nextToken)).toEqual([undefined, undefined, 'more', 'more']);
  expect(calls[0]?.input.logGroupNamePrefix).toBe('pre');
});

test('puts the whole filter, again after throttles and other changes under way', async () => {
  answers = [
    throttled,
    { error: 'OperationAbortedException' },
    { error: 'ServiceUnavailableException' },
  ];
  expect(await adapter().put(group, filter)).toBe('done');
  expect(calls).toHaveLength(4);
  expect(calls[3]).toEqual({
    operation: 'PutSubscriptionFilter',
    input: {
      logGroupName: '/app/a',
      filterName: 'ours',
      filterPattern: 'x',
      destinationArn: 'arn:stream',
      roleArn: 'arn:role',
    },
  });
});

test.each([
  'Could not deliver test message to specified Kinesis stream. Check if the given kinesis stream is in ACTIVE state.',
  'Could not execute the lambda function. Make sure you have given CloudWatch Logs permission to execute your function.',
])('waits for a destination that is not ready: %s', async (message) => {
  answers = [{ error: 'InvalidParameterException', message }];
  expect(await adapter().put(group, filter)).toBe('done');
  answers = [{ error: 'InvalidParameterException', message }];
  await expect(adapter({ settleMs: 0 }).put(group, filter)).rejects.toThrow(message);
});

test('a wrong parameter comes up at once', async () => {
  answers = [{ error: 'InvalidParameterException', message: 'Invalid character(s) in term' }];
  await expect(adapter().put(group, filter)).rejects.toThrow('Invalid character(s) in term');
  expect(calls).toHaveLength(1);
});

const denied = {
  error: 'AccessDeniedException',
  message:
    'User: arn:aws:sts::1:assumed-role/s/s is not authorized to perform: iam:PassRole on resource: arn:r',
};

test('a role that may be new is waited for, from the first call on', async () => {
  answers = [denied, { error: 'UnrecognizedClientException' }, { body: { logGroups: [] } }, denied];
  const logGroups = adapter({ roleMayBeNew: true });
  for await (const one of logGroups.list()) throw new Error(`found ${one.name}`);
  expect(await logGroups.put(group, filter)).toBe('done');
  expect(calls).toHaveLength(5);
});

test.each([
  ['of a role that is not new', {}],
  ['that does not pass', { roleMayBeNew: true, settleMs: 0 }],
])('a refusal %s names the action that is missing', async (_which, options) => {
  answers = [denied, { error: 'AccessDeniedException', message: 'no' }];
  const logGroups = adapter(options);
  const put = logGroups.put(group, filter);
  await expect(put).rejects.toThrow(/^iam:PassRole is not allowed\..*permissions boundary.*arn:r$/);
  await expect(logGroups.filtersOf(group)).rejects.toThrow(
    /^logs:DescribeSubscriptionFilters is not allowed\./,
  );
  expect(calls).toHaveLength(2);
});

test('leaves the role out for a destination that takes none', async () => {
  const message = 'destinationArn for vendor logs cannot be used with roleArn';
  answers = [{ error: 'InvalidParameterException', message }];
  expect(await adapter().put(group, filter)).toBe('done');
  expect(calls.map(({ input }) => input.roleArn)).toEqual(['arn:role', undefined]);
});

test('tells a group that is full from one that is gone', async () => {
  answers = [{ error: 'LimitExceededException' }, { error: 'ResourceNotFoundException' }];
  expect(await adapter().put(group, filter)).toBe('two_filters');
  expect(await adapter().put(group, filter)).toBe('gone');
});

test('a group or filter that is gone is no error', async () => {
  const gone = { error: 'ResourceNotFoundException' };
  answers = [gone, gone, gone];
  expect(await adapter().filtersOf(group)).toBeUndefined();
  expect(await adapter().tagsOf(group)).toEqual({});
  await adapter().remove(group, 'ours');
  expect(calls.map(({ operation }) => operation)).toEqual([
    'DescribeSubscriptionFilters',
    'ListTagsForResource',
    'DeleteSubscriptionFilter',
  ]);
});

test('gives up when the deadline is over', async () => {
  answers = Array.from({ length: 50 }, () => throttled);
  await expect(adapter({ deadline: within(300) }).filtersOf(group)).rejects.toThrow(
    'Rate exceeded',
  );
});

test('keeps to the pace', async () => {
  const { filtersOf } = adapter({ perSecond: 20 });
  const from = performance.now();
  await Promise.all(Array.from({ length: 5 }, () => filtersOf(group)));
  expect(performance.now() - from).toBeGreaterThanOrEqual(195);
});
