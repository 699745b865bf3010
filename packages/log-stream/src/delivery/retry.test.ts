import { deadlineIn } from '../testing/deadline-in.ts';
import { retry } from './retry.ts';

test('tries until it succeeds', async () => {
  let tries = 0;
  const attempt = async () => {
    tries += 1;
    if (tries < 4) throw new Error('not yet');
    return tries;
  };
  const options = { deadline: deadlineIn(5_000), isRetryable: () => true, baseMs: 1 };
  expect(await retry(attempt, options)).toBe(4);
});

test('does not try again what cannot succeed', async () => {
  const attempt = jest.fn(async () => {
    throw new Error('refused');
  });
  const options = { deadline: deadlineIn(5_000), isRetryable: () => false };
  await expect(retry(attempt, options)).rejects.toThrow('refused');
  expect(attempt).toHaveBeenCalledTimes(1);
});

test('stops at the deadline with the last error', async () => {
  const started = Date.now();
  const attempt = async () => {
    throw new Error('still down');
  };
  const options = { deadline: deadlineIn(300), isRetryable: () => true, baseMs: 20 };
  await expect(retry(attempt, options)).rejects.toThrow('still down');
  expect(Date.now() - started).toBeLessThan(450);
});
