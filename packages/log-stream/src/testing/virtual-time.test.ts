import { setTimeout as sleep } from 'node:timers/promises';
import { VirtualTime } from './virtual-time.ts';

const start = Date.UTC(2026, 10, 21);

test('hours go by in milliseconds, and the real time comes back', async () => {
  const realStart = performance.now();
  const time = new VirtualTime(start);
  const seen = await time.run(async () => {
    await sleep(3_600_000);
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    return [Date.now() - start, performance.now()];
  });
  expect(seen).toEqual([3_601_000, 3_601_000]);
  expect(performance.now() - realStart).toBeLessThan(1_000);
  expect(Math.abs(Date.now() - start)).toBeGreaterThan(0);
});

test('timers come in the order of their times, and a timeout aborts', async () => {
  const time = new VirtualTime(start);
  const order: string[] = [];
  await time.run(async () => {
    const signal = AbortSignal.timeout(150);
    signal.addEventListener('abort', () => order.push('abort'));
    const cancelled = setTimeout(() => order.push('never'), 10);
    clearTimeout(cancelled);
    await Promise.all([
      sleep(200).then(() => order.push('200')),
      sleep(100).then(() => order.push('100')),
    ]);
  });
  expect(order).toEqual(['100', 'abort', '200']);
});

test('the wall clock may jump, timers do not care', async () => {
  const time = new VirtualTime(start);
  await time.run(async () => {
    time.skewMs = -5_000;
    expect(Date.now()).toBe(start - 5_000);
    await sleep(1_000);
    expect(performance.now()).toBe(1_000);
  });
});

test('waiting for what never comes is an error, and the real time comes back', async () => {
  const time = new VirtualTime(start);
  await expect(time.run(() => new Promise(() => {}))).rejects.toThrow('never come');
  await sleep(1);
});
