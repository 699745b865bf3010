import { createDeadline } from './deadline.ts';

test.each([
  [60_000, 55_000],
  [10_000, 9_000],
  [3_000, 2_500],
  [200, 0],
])('of %d ms an invocation may use %d', (remaining, usable) => {
  expect(createDeadline(() => remaining).remainingMs()).toBe(usable);
});

test('the signal aborts when the time is up', async () => {
  const end = Date.now() + 600;
  const { signal } = createDeadline(() => end - Date.now());
  expect(signal.aborted).toBe(false);
  await new Promise((resolve) => signal.addEventListener('abort', resolve));
  expect(Date.now()).toBeGreaterThanOrEqual(end - 510);
});

test('what must be done before the answer has half of the time kept back', () => {
  const { last } = createDeadline(() => 30_000);
  expect(last?.().remainingMs()).toBe(28_500);
  expect(last?.().signal.aborted).toBe(false);
});
