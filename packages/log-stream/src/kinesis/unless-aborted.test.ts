import { unlessAborted } from './unless-aborted.ts';

const never = () => new Promise<never>(() => {});

test('gives the outcome of the work', async () => {
  const { signal } = new AbortController();
  expect(await unlessAborted(Promise.resolve(7), signal)).toBe(7);
  await expect(unlessAborted(Promise.reject(new Error('no')), signal)).rejects.toThrow('no');
});

test('does not wait for it longer than until the signal', async () => {
  const controller = new AbortController();
  const outcome = unlessAborted(never(), controller.signal);
  controller.abort(new Error('time is up'));
  await expect(outcome).rejects.toThrow('time is up');
});

test('does not wait at all when the signal came before, and leaves no rejection unheard', async () => {
  const late = new Promise<never>((_, reject) => {
    setTimeout(() => reject(new Error('too late')), 1);
  });
  const signal = AbortSignal.abort(new Error('time is up'));
  await expect(unlessAborted(late, signal)).rejects.toThrow('time is up');
  await new Promise((resolve) => setTimeout(resolve, 10));
});
