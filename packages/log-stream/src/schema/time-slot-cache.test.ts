import { rememberBySlot } from './time-slot-cache.ts';

const SLOT = 900_000;

test('computes once for all times of a slot, before 1970 too', () => {
  const compute = jest.fn((ms: number) => Math.floor(ms / SLOT));
  const remembered = rememberBySlot(compute);
  for (const ms of [0, 1, SLOT - 1, 5, SLOT, 0, -1, -SLOT]) {
    expect(remembered(ms)).toBe(Math.floor(ms / SLOT));
  }
  // Both ends of three slots.
  expect(compute).toHaveBeenCalledTimes(6);
});

test('computes afresh in a slot whose ends differ', () => {
  const remembered = rememberBySlot((ms) => (ms < 1000 ? 'before' : 'after'));
  expect([0, 999, 1000, 999, SLOT - 1, SLOT].map(remembered)).toEqual([
    'before',
    'before',
    'after',
    'before',
    'after',
    'after',
  ]);
});

test('starts anew rather than grow without bound', () => {
  const compute = jest.fn((ms: number) => Math.floor(ms / SLOT));
  const remembered = rememberBySlot(compute);
  for (let slot = 0; slot < 5000; slot++) remembered(slot * SLOT);
  expect(remembered(0)).toBe(0);
  expect(compute).toHaveBeenCalledTimes(2 * 5001);
  expect(remembered(4999 * SLOT)).toBe(4999);
  expect(compute).toHaveBeenCalledTimes(2 * 5001);
});
