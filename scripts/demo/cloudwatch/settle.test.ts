import type { HopAccount } from './hop.ts';
import { settle } from './settle.ts';

const hop = (sent: number, missing: string[], problems: string[] = []): HopAccount => ({
  name: 'hop',
  sent,
  delivered: sent - missing.length,
  filtered: 0,
  quarantined: 0,
  missing,
  problems,
});
const answering = (...looks: HopAccount[][]) => {
  let next = 0;
  return async () => looks[Math.min(next++, looks.length - 1)] ?? [];
};
const options = { atLeast: 2, patienceMs: 0, afterwardsMs: 0 };

test('settling waits for what is missing, and looks once more when nothing is', async () => {
  const late = [hop(2, [], ['hop: a is delivered for the second time'])];
  const look = answering([hop(2, ['a'])], [hop(2, [])], late);
  expect(await settle(look, { ...options, patienceMs: 5_000 })).toEqual(late);
});

test('settling waits until as many have gone in as were written', async () => {
  const look = answering([hop(0, [])], [hop(2, [])]);
  expect(await settle(look, { ...options, patienceMs: 5_000 })).toEqual([hop(2, [])]);
});

test('what stays missing is said, and where', async () => {
  await expect(settle(answering([hop(2, ['a'])]), options)).rejects.toThrow('1 of 2 at hop');
});

test('a problem ends the waiting', async () => {
  const look = answering([hop(2, ['a'], ['wrong'])]);
  expect(await settle(look, options)).toEqual([hop(2, ['a'], ['wrong'])]);
});
