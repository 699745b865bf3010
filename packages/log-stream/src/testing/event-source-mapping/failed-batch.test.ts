import { afterInvocation, type PendingBatch, withoutOld } from './failed-batch.ts';
import { defaultMappingSettings, defaultSilentRules } from './settings.ts';

const batch = (retries = 0, records = [1, 2, 3, 4, 5, 6, 7, 8, 9]): PendingBatch<number> => ({
  records,
  retries,
  invocations: retries,
});
const failure = { kind: 'failure', why: 'it threw' } as const;
const partial = (from: number) => ({ kind: 'partial', from }) as const;
const settings = (changes = {}) => ({ ...defaultMappingSettings, ...changes });
const rules = (changes = {}) => ({ ...defaultSilentRules, ...changes });

test('success settles the batch', () => {
  const after = afterInvocation(batch(), { kind: 'success' }, settings(), rules());
  expect(after).toEqual({ done: batch().records, again: [], discarded: undefined });
});

// The example of AWS's workshop: "in a batch of 9 messages where the fifth message fails ... the batch
// is only retried from message 5 to 9".
test('a checkpoint settles what stands before it', () => {
  const { done, again } = afterInvocation(batch(), partial(4), settings(), rules());
  expect(done).toEqual([1, 2, 3, 4]);
  expect(again).toEqual([{ records: [5, 6, 7, 8, 9], retries: 1, invocations: 1 }]);
});

test('with bisecting on, a partial response splits at its number alone', () => {
  const bisect = settings({ bisectBatchOnFunctionError: true });
  const { again } = afterInvocation(batch(), partial(4), bisect, rules());
  expect(again.map(({ records }) => records)).toEqual([[5, 6, 7, 8, 9]]);
});

test('a failure halves the batch with bisecting on, and uses no retry', () => {
  const bisect = settings({ bisectBatchOnFunctionError: true, maximumRetryAttempts: 0 });
  const { again, discarded } = afterInvocation(batch(), failure, bisect, rules());
  expect(again).toEqual([
    { records: [1, 2, 3, 4, 5], retries: 0, invocations: 1 },
    { records: [6, 7, 8, 9], retries: 0, invocations: 1 },
  ]);
  expect(discarded).toBeUndefined();
  const alone = afterInvocation(batch(0, [1]), failure, bisect, rules());
  expect(alone).toMatchObject({ again: [], discarded: { records: [1] } });
});

test.each([
  [false, [[1, 2, 3, 4, 5, 6, 7, 8, 9]]],
  [
    true,
    [
      [1, 2, 3, 4, 5],
      [6, 7, 8, 9],
    ],
  ],
])('a response that names the first record may halve the batch: %s', (firstRecordHalves, parts) => {
  const bisect = settings({ bisectBatchOnFunctionError: true });
  const { again } = afterInvocation(batch(), partial(0), bisect, rules({ firstRecordHalves }));
  expect(again.map(({ records }) => records)).toEqual(parts);
});

test('after the retries allowed the batch is discarded whole', () => {
  const two = settings({ maximumRetryAttempts: 2 });
  expect(afterInvocation(batch(1), failure, two, rules()).again).toHaveLength(1);
  const after = afterInvocation(batch(2), failure, two, rules());
  expect(after).toMatchObject({ done: [], again: [], discarded: { invocations: 3 } });
  expect(after.discarded?.records).toEqual(batch().records);
});

test('-1 retries without end', () => {
  expect(afterInvocation(batch(99_999), failure, settings(), rules()).again).toHaveLength(1);
});

test('retries may count anew after a partial success', () => {
  const one = settings({ maximumRetryAttempts: 1 });
  const counted = afterInvocation(batch(1), partial(4), one, rules());
  expect(counted).toMatchObject({ done: [1, 2, 3, 4], again: [], discarded: { retries: 1 } });
  const anew = afterInvocation(batch(1), partial(4), one, rules({ progressResetsRetries: true }));
  expect(anew).toMatchObject({ done: [1, 2, 3, 4], again: [{ retries: 0 }], discarded: undefined });
});

test('records that are too old leave, alone or with their batch', () => {
  const old = (record: number) => record < 3;
  const parts = withoutOld(batch(), old, rules());
  expect(parts.old?.records).toEqual([1, 2]);
  expect(parts.young?.records).toEqual([3, 4, 5, 6, 7, 8, 9]);
  const whole = withoutOld(batch(), old, rules({ ageTakesWholeBatch: true }));
  expect(whole).toEqual({ old: batch(), young: undefined });
  expect(withoutOld(batch(), () => false, rules())).toEqual({ old: undefined, young: batch() });
  expect(withoutOld(batch(), () => true, rules()).young).toBeUndefined();
});
