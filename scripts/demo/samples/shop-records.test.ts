import { defaultKeys } from '@logdrive/log-stream';
import { Ledger } from '../account/ledger.ts';
import { brokenOnPurpose } from './broken-records.ts';
import { passThrough } from './pass-through.ts';
import { wantedLogTypes } from './shop-events.ts';
import { shopRecords } from './shop-records.ts';

const now = new Date('2026-11-21T03:30:00Z');

describe.each([defaultKeys, { logType: 'name', logId: 'event.id', time: 'event.created' }])(
  'shopRecords under %j',
  (keys) => {
    const records = shopRecords(keys, now);

    test('come out of the pipeline as each of them says', () => {
      const ledger = new Ledger(keys.logId);
      // One at a time: the decoder would leave what is behind a bomb to a later invocation.
      const filtered = sum(
        records.map((record) => passThrough(record, { keys, wanted: wantedLogTypes, ledger })),
      );
      ledger.close(filtered);
      expect(ledger.problems).toEqual([]);
      expect(filtered).toBeGreaterThan(0);
    });

    test('hold every kind of record and of mistake', () => {
      const events = records.flatMap((record) => record.events);
      const broken = events.filter(({ logType }) => logType === brokenOnPurpose);
      const fates = new Set(broken.map(({ fate }) => fate));
      expect([...fates].sort()).toEqual([
        'bad_gzip',
        'bad_time',
        'inflate_limit',
        'missing_log_type',
        'missing_time',
        'not_json',
        'not_object',
      ]);
      expect(records.some(({ data }) => data[0] === 0x1f && data[1] === 0x8b)).toBe(true);
      expect(records.some(({ data }) => data[0] === 0xf3)).toBe(true);
      expect(records.some(({ data }) => data[0] === 0x7b && data.includes('\n'))).toBe(true);
      const hours = new Set(
        events.flatMap(({ partition }) => partition?.split('/').slice(1).join()),
      );
      expect(hours.size).toBeGreaterThan(5);
    });
  },
);

function sum(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => a + b, 0);
}
