import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CLONE } from '../paths.ts';
import { alarmsOf } from '../terraform/alarm-names.ts';
import { costTable } from './cost-table.ts';
import { monthlyCost, type StackShape } from './monthly-cost.ts';
import { stacks } from './stacks.ts';
import { alarms, type FunctionModule, ownMetrics, watchingCost } from './watching-cost.ts';
import { withTable } from './with-table.ts';

const examples = join(CLONE, 'examples');
const packed = { share: 1, readers: 1, packed: true };
const one: StackShape = { streams: [packed], functions: [] };

test('a stream on demand costs its hours, and each gigabyte in and out', () => {
  expect(monthlyCost(one, 10).Kinesis).toBeCloseTo(730 * 0.04 + 304 * (0.08 + 0.04));
});

test('an event in a record of its own is paid for as a kilobyte', () => {
  const streams = [{ share: 1, readers: 1 }];
  const events = (304 * 2 ** 30) / 700;
  expect(monthlyCost({ streams, functions: [] }, 10).Kinesis).toBeCloseTo(
    730 * 0.04 + ((events * 1024) / 2 ** 30) * 0.12,
  );
});

test('a second reader pays for its reading only', () => {
  const two = { ...one, streams: [{ ...packed, readers: 2 }] };
  const more = (monthlyCost(two, 10).Kinesis ?? 0) - (monthlyCost(one, 10).Kinesis ?? 0);
  expect(more).toBeCloseTo(304 * 0.04);
});

test('only what is there costs anything', () => {
  expect(Object.keys(monthlyCost(one, 10))).toEqual(['Kinesis']);
});

test('alarms and metrics are counted by module', () => {
  expect(watchingCost([{ module: 'kinesis-to-s3' }], 0)).toBeCloseTo(6 * 0.1 + (10 + 5) * 0.3);
  const forward = { module: 'kinesis-forward', targets: 2 } as const;
  expect(watchingCost([forward, { module: 'kinesis-to-es' }], 1)).toBeCloseTo(
    18 * 0.1 + (17 + 18 + 10) * 0.3,
  );
});

test('there are as many alarms as the modules make', () => {
  expect(alarms.function).toBe(alarmsOf.stream().length);
  expect(alarms.subscriber).toBe(alarmsOf.subscriber().length);
});

/** The page's lines are held against the functions by a test of its own. */
test('there are as many metrics as the functions write in the walk through the pipeline', () => {
  const page = readFileSync(join(CLONE, 'docs/cloudwatch-walk.md'), 'utf8');
  const lines = [...page.matchAll(/^\{.*"message":"batch done".*$/gm)].map(([line]) =>
    JSON.parse(line),
  );
  const written = (functionName: string) => {
    const line = lines.find(({ FunctionName }) => FunctionName === functionName) ?? {};
    return Object.keys(line).filter((name) => /^[A-Z]/.test(name) && name !== 'FunctionName')
      .length;
  };
  const counted = (module: FunctionModule) => ownMetrics({ module, targets: 2 });
  expect(written('shop')).toBe(counted('subscription'));
  expect(written('shop-forward')).toBe(counted('kinesis-forward'));
  expect(written('shop-archive')).toBe(counted('kinesis-to-s3'));
  expect(written('shop-search')).toBe(counted('kinesis-to-es'));
});

test('events share records where the price says so, and nowhere else', () => {
  for (const [name, { streams, subscribers = 0 }] of Object.entries(stacks)) {
    const main = readFileSync(join(examples, name, 'main.tf'), 'utf8');
    // Those that CloudWatch Logs sends are packed by itself.
    const priced = streams.filter(({ packed }) => packed).length - subscribers;
    expect([name, main.match(/aggregate *= true/g)?.length ?? 0]).toEqual([name, priced]);
  }
});

test('every example that is a stack tells its cost', () => {
  const folders = readdirSync(examples).filter((name) =>
    existsSync(join(examples, name, 'main.tf')),
  );
  expect(Object.keys(stacks).sort()).toEqual(folders.sort());
});

test.each(Object.entries(stacks))('the README of %s says what the prices say', (name, stack) => {
  const readme = readFileSync(join(examples, name, 'README.md'), 'utf8');
  expect(withTable(readme, costTable(stack))).toBe(readme);
});
