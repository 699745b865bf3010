import { timeAtBeginning } from './line-time.ts';

describe('timeAtBeginning', () => {
  test.each([
    ['2026-11-20T05:06:07.089Z INFO started', '2026-11-20T05:06:07.089Z'],
    ['2026-11-20T05:06:07Z', '2026-11-20T05:06:07Z'],
    ['[2026-11-20 05:06:07,089] main - started', '2026-11-20 05:06:07,089'],
    ['2026-11-20 05:06:07.089123456+01:00 x', '2026-11-20 05:06:07.089123456+01:00'],
    ['2026-11-20 05:06:07 UTC x', '2026-11-20 05:06:07 UTC'],
    ['2026/11/20 05:06:07 [error] 7#7: x', '2026/11/20 05:06:07'],
    ['2026-11-20 05:06:07 -2 attempts left', '2026-11-20 05:06:07'],
    ['Nov 20 05:06:07 host sshd[1]: x', 'Nov 20 05:06:07'],
    ['Nov  2 05:06:07 host sshd[1]: x', 'Nov  2 05:06:07'],
    ['::1 - ada [20/Nov/2026:05:06:07 +0000] "GET /"', '20/Nov/2026:05:06:07 +0000'],
  ])('reads %s', (line, time) => {
    expect(timeAtBeginning(line)).toBe(time);
  });

  test.each([
    '',
    'no time at all',
    'at 2026-11-20T05:06:07Z something happened',
    '2026-13-20T05:06:07Z there is no such month',
    '2026-11-20 is a date without a time',
    '05:06:07 is a time without a date',
    '1795150800 could be a count of anything',
    'Foo 20 05:06:07 host',
  ])('reads none in: %s', (line) => {
    expect(timeAtBeginning(line)).toBeUndefined();
  });
});
