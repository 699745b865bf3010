import { onceReady } from './once-ready.ts';

test('an invocation waits until the handler is put together', async () => {
  const made = Promise.withResolvers<(event: number, context: number) => Promise<number>>();
  const answer = onceReady(made.promise)(2, 3);
  made.resolve(async (event, context) => event * context);
  expect(await answer).toBe(6);
});

test('every invocation answers what went wrong', async () => {
  const handler = onceReady(Promise.reject(new TypeError('wrong')));
  await expect(handler(1, 1)).rejects.toThrow('wrong');
  await expect(handler(1, 1)).rejects.toThrow('wrong');
});
