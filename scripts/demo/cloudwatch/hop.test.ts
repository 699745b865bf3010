import { accountHop } from './hop.ts';

const sent = ['a', 'b', 'c', 'd'];
const leavesOut = (id: string) => id === 'd';

test('each event is delivered, quarantined or left out, and the numbers add up', () => {
  const hop = { name: 'hop', sent, delivered: ['b', 'a'], quarantined: ['c'], leavesOut };
  expect(accountHop(hop)).toEqual({
    name: 'hop',
    sent: 4,
    delivered: 2,
    filtered: 1,
    quarantined: 1,
    missing: [],
    problems: [],
  });
});

test('what has not arrived is missing, unless the rule leaves it out', () => {
  expect(accountHop({ name: 'hop', sent, delivered: ['a'], leavesOut }).missing).toEqual([
    'b',
    'c',
  ]);
});

test.each([
  ['delivered twice', { delivered: ['a', 'b', 'c', 'a'] }, /a is delivered .* second time/],
  ['both delivered and quarantined', { delivered: sent, quarantined: ['a'] }, /a is quarantined/],
  ['never sent', { delivered: [...sent, 'x'] }, /x is delivered unsent/],
  ['to be left out', { delivered: sent, leavesOut }, /d is delivered, and was to be left out/],
  ['sent with one id', { sent: ['a', 'a'], delivered: ['a'] }, /two events .* one id/],
])('an event that is %s is a problem', (_, what, problem) => {
  const { problems } = accountHop({ name: 'hop', sent, ...what });
  expect(problems).toEqual([expect.stringMatching(problem)]);
});
