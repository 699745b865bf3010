import { createSubscriber } from './handler.ts';
import type { LogGroup, LogGroups } from './log-groups.ts';
import { SubscribeError } from './tally.ts';

const filter = { name: 'ours', destinationArn: 'arn:stream', roleArn: undefined, pattern: '' };
const context = { functionName: 'subscriber', getRemainingTimeInMillis: () => 60_000 };
const created = (logGroupName: string) => ({
  detail: { eventName: 'CreateLogGroup', requestParameters: { logGroupName } },
});

const none: LogGroups = {
  async *list() {},
  tagsOf: async () => ({}),
  filtersOf: async () => [],
  put: async () => 'done',
  remove: async () => {},
};

function subscriber(logGroups: Partial<LogGroups>, patienceMs?: number) {
  const lines: Record<string, unknown>[] = [];
  const subscribe = createSubscriber({
    logGroups: () => ({ ...none, ...logGroups }),
    selection: { include: ['/app/*'], tags: {}, exclude: ['own'] },
    filter,
    log: { line: (json) => lines.push(JSON.parse(json)), error: () => {} },
    ...(patienceMs !== undefined && { patienceMs }),
  });
  return { subscribe, lines };
}

const group = (name: string): LogGroup => ({ name, arn: '', logGroupClass: 'STANDARD' });

test('answers and logs what became of the groups, with metrics', async () => {
  const { subscribe, lines } = subscriber({
    async *list() {
      yield* [group('/app/a'), { ...group('/app/b'), logGroupClass: 'INFREQUENT_ACCESS' }];
    },
  });
  const tally = await subscribe({ logdrive: 'subscribe' }, context);
  expect(tally).toMatchObject({ selected: 2, added: ['/app/a'] });
  expect(lines).toEqual([
    expect.objectContaining({
      level: 'WARN',
      FunctionName: 'subscriber',
      added: ['/app/a'],
      reported: [{ log_group: '/app/b', reason: 'log_group_class', detail: 'INFREQUENT_ACCESS' }],
      LogGroupsSelected: 2,
      LogGroupsSubscribed: 1,
      LogGroupsReported: 1,
      LogGroupsFailed: 0,
    }),
  ]);
  const { _aws } = lines[0] as { _aws: { CloudWatchMetrics: { Metrics: { Name: string }[] }[] } };
  const names = _aws.CloudWatchMetrics[0]?.Metrics.map(({ Name }) => Name) ?? [];
  expect(names).toContain('LogGroupsReported');
  for (const name of names) expect(lines[0]).toHaveProperty(name);
});

test('ends with an error when a group failed, after it has logged and done the others', async () => {
  const put = jest.fn(async ({ name }: LogGroup) => {
    if (name === '/app/a') throw new Error('denied');
    return 'done' as const;
  });
  const { subscribe, lines } = subscriber({
    put,
    async *list() {
      yield* [group('/app/a'), group('/app/b')];
    },
  });
  const run = subscribe({ logdrive: 'subscribe' }, context);
  await expect(run).rejects.toThrow(SubscribeError);
  await expect(run).rejects.toThrow('/app/a: Error: denied');
  expect(put).toHaveBeenCalledTimes(2);
  expect(lines[0]).toMatchObject({ LogGroupsFailed: 1, LogGroupsSubscribed: 1 });
});

test('tells one reason once, however many groups it hits', async () => {
  const { subscribe } = subscriber({
    put: async ({ name }) => {
      throw new Error(`may not subscribe ${name}`);
    },
    async *list() {
      yield* ['a', 'b', 'c', 'd', 'e'].map((name) => group(`/app/${name}`));
    },
  });
  await expect(subscribe({ logdrive: 'subscribe' }, context)).rejects.toThrow(
    /^5 log groups failed and 0 are left: .*\n\/app\/a, \/app\/b, \/app\/c and 2 more: Error: may not subscribe \/app\/a$/,
  );
});

test('takes its role for new where Terraform runs it, and only there', async () => {
  const runs: boolean[] = [];
  const subscribe = createSubscriber({
    logGroups: ({ roleMayBeNew }) => {
      runs.push(roleMayBeNew);
      return none;
    },
    selection: { include: ['/app/*'], tags: {}, exclude: ['own'] },
    filter,
    log: { line: () => {}, error: () => {} },
    patienceMs: 0,
  });
  await subscribe({ logdrive: 'subscribe', tf: { action: 'create', prev_input: null } }, context);
  await subscribe({ logdrive: 'subscribe', tf: { action: 'delete' } }, context);
  await subscribe({ logdrive: 'subscribe' }, context);
  await subscribe(created('/app/short'), context);
  expect(runs).toEqual([true, true, false, false]);
});

test('waits for a group that CloudWatch does not list yet, and takes no other of that beginning', async () => {
  let looks = 0;
  const { subscribe } = subscriber({
    async *list(prefix) {
      expect(prefix).toBe('/app/new');
      looks += 1;
      yield group('/app/newer');
      if (looks > 1) yield group('/app/new');
    },
  });
  expect(await subscribe(created('/app/new'), context)).toMatchObject({ added: ['/app/new'] });
  expect(looks).toBe(2);
});

test('a group that is gone again is no error', async () => {
  const { subscribe } = subscriber({}, 0);
  expect(await subscribe(created('/app/short'), context)).toMatchObject({
    added: [],
    missing: ['/app/short'],
  });
});

test('an error while looking for a new group comes back to Lambda', async () => {
  const { subscribe } = subscriber({
    // biome-ignore lint/correctness/useYield: it fails before it has anything to give
    async *list() {
      throw new Error('no network');
    },
  });
  await expect(subscribe(created('/app/new'), context)).rejects.toThrow('no network');
});
