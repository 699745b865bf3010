import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CLONE } from '../paths.ts';
import { costTable } from './cost-table.ts';
import { monthlyCost, type StackShape } from './monthly-cost.ts';
import { stacks } from './stacks.ts';
import { withTable } from './with-table.ts';

const examples = join(CLONE, 'examples');
const one: StackShape = { streams: [{ share: 1, readers: 1 }], functions: [] };

test('a stream on demand costs its hours, and each gigabyte in and out', () => {
  expect(monthlyCost(one, 10).Kinesis).toBeCloseTo(730 * 0.04 + 304 * (0.08 + 0.04));
});

test('a second reader pays for its reading only', () => {
  const two = { ...one, streams: [{ share: 1, readers: 2 }] };
  const more = (monthlyCost(two, 10).Kinesis ?? 0) - (monthlyCost(one, 10).Kinesis ?? 0);
  expect(more).toBeCloseTo(304 * 0.04);
});

test('only what is there costs anything', () => {
  expect(Object.keys(monthlyCost(one, 10))).toEqual(['Kinesis']);
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
