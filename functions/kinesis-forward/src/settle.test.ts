import { batchOf, createDeadline, type Reject } from '@logdrive/log-stream';
import { kinesisRecord } from '@logdrive/log-stream/testing';
import type { Routed } from './routed.ts';
import { settle } from './settle.ts';

test('when the quarantine cannot be written, ever so many bad events come back', async () => {
  const records = ['good', 'bad'].map((data) => kinesisRecord({ data }));
  const [good, bad] = records;
  if (good === undefined || bad === undefined) throw new Error('two records');
  const count = 150_000;
  const about = { reason: 'not_json', detail: '', bytes: Buffer.from('x'), record: bad } as const;
  const unreadable = Array.from({ length: count }, (_, position) => ({
    source: 1,
    reject: { ...about, position } satisfies Reject,
  }));
  const routed: Routed = {
    ...{ records, batch: batchOf(records), taken: 2, controlMessages: 0, keysMissing: 0 },
    ...{ eventsBefore: [0, 1, 1 + count], unreadable, pieces: [] },
  };
  const quarantine = { keep: async () => false };
  const deadline = createDeadline(() => 10_000);
  const { settled, from, account } = await settle({ routed, targets: [] }, quarantine, deadline);
  expect({ settled, from }).toEqual({ settled: 1, from: bad.kinesis.sequenceNumber });
  expect(account).toMatchObject({ received: 1 + count, quarantined: 0, retried: count });
});
