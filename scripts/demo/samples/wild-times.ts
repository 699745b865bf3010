import { badRecord, goodRecord, type WildRecord, wildLogType } from './expected.ts';
import { partitionOf } from './shop-events.ts';

/** Spellings of 2026-11-19T22:58:59Z. */
const sameTime: (string | number)[] = [
  '2026-11-19T22:58:59Z',
  '2026-11-19T22:58:59.123456789Z',
  '2026-11-19T22:58:59,5',
  '2026-11-19 22:58:59',
  '2026-11-19 22:58:59 UTC',
  '2026-11-20T00:58:59+02:00',
  '2026-11-20 00:58:59+0200',
  '2026-11-19T17:58:59-05',
  'Thu, 19 Nov 2026 22:58:59 +0000',
  'Nov 19 22:58:59',
  'Nov 19, 2026 10:58:59 PM',
  '2026/11/19 22:58:59',
  '2026-11-19 22:58:59,154+0000',
  '19/Nov/2026:22:58:59 +0000',
  '2026-11-20 07:58:59 +0900 JST',
  1795129139,
  1795129139123,
  1795129139123456,
  '1795129139',
  '1795129139123456789',
];

const noTimes = [
  'yesterday',
  '10',
  '1.2.3',
  'November',
  '22:58:59',
  '2026-02-30T12:00:00Z',
  '2026-13-01T00:00:00Z',
  '2026-11-19T25:00:00Z',
  10,
  -1,
  true,
  [],
  {},
];

/** Events whose times people and programs write in their own ways. */
export function wildTimes(): WildRecord[] {
  const partition = partitionOf(wildLogType, new Date('2026-11-19T22:58:59Z'));
  const event = (time: unknown) => JSON.stringify({ log_type: wildLogType, time, of: 'times' });
  return [
    ...sameTime.map((time) => goodRecord(`the time ${time}`, event(time), { partition })),
    ...noTimes.map((time) =>
      badRecord(`no time: ${JSON.stringify(time)}`, event(time), 'bad_time'),
    ),
  ];
}
