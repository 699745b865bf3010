import { createPace } from './pace.ts';

test('lets callers through one after another, and nobody who waited long enough waits again', async () => {
  const pace = createPace(50);
  const from = performance.now();
  const passed: number[] = [];
  await Promise.all(
    Array.from({ length: 6 }, async () => {
      await pace();
      passed.push(performance.now() - from);
    }),
  );
  expect(passed[0]).toBeLessThan(15);
  expect(passed[5]).toBeGreaterThanOrEqual(95);
  await new Promise((resolve) => setTimeout(resolve, 40));
  const later = performance.now();
  await pace();
  expect(performance.now() - later).toBeLessThan(15);
});
