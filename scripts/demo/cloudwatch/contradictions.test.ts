import { contradictions } from './contradictions.ts';
import { accountHop } from './hop.ts';

const hop = accountHop({
  name: 'hop',
  sent: ['a', 'b', 'c', 'd'],
  delivered: ['a', 'b'],
  quarantined: ['c'],
  leavesOut: (id) => id === 'd',
});
const figures = {
  ...{ batches: 1, received: 4, delivered: 2, filtered: 1, quarantined: 1, retried: 0 },
  errors: [] as string[],
};

test.each([
  ['the same', figures],
  ['the same, and what came back twice', { ...figures, received: 8, retried: 4 }],
  ['a part, of a log that lacks a line', { ...figures, received: 2, delivered: 0 }],
])('a log that counts %s contradicts nothing', (_, counted) => {
  expect(contradictions(counted, hop)).toEqual([]);
});

test.each([
  ['other fates', { ...figures, delivered: 3, filtered: 0 }, /counts .*"delivered":3.*, there is/],
  ['more than there is', { ...figures, received: 5, delivered: 3 }, /there is .*"delivered":2/],
  ['what does not add up', { ...figures, received: 3 }, /do not add up/],
  ['an error', { ...figures, errors: ['S3 is down'] }, /says S3 is down/],
])('a log that tells of %s does', (_, counted, problem) => {
  expect(contradictions(counted, hop)).toEqual([expect.stringMatching(problem)]);
});
