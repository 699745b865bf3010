import { readHead } from './line-head.ts';

const context = { timeZone: 'Asia/Tokyo', referenceMs: Date.parse('2027-01-02T00:00:00Z') };
const read = (line: string) => {
  const { time, level } = readHead(line, context);
  return [time, level];
};

describe('a time', () => {
  test.each([
    ['2026-11-21 04:43:28 x', '2026-11-20T19:43:28.000Z'],
    ['2026/11/21 04:43:28.5 x', '2026-11-20T19:43:28.500Z'],
    ['2026-11-21T04:43:28.123456789Z x', '2026-11-21T04:43:28.123456789Z'],
    ['2026-11-21 04:43:28 -0800 x', '2026-11-21T12:43:28.000Z'],
    ['2026-11-21 04:43:28.123+00 x', '2026-11-21T04:43:28.123Z'],
    ['2026-11-21 04:43:28 CET x', '2026-11-21T03:43:28.000Z'],
    ['2026-11-21 04:43:28 GET /x', '2026-11-20T19:43:28.000Z'],
    ['2026-11-21 04:43:28 +0900 JST m=+0.1 x', '2026-11-20T19:43:28.000Z'],
    ['20261121T044328Z x', '2026-11-21T04:43:28.000Z'],
    ['[21/Nov/2026:04:43:28 +0000] x', '2026-11-21T04:43:28.000Z'],
    ['11/21/2026 4:43:28 PM x', '2026-11-21T07:43:28.000Z'],
    ['21.11.2026 04:43:28 x', '2026-11-20T19:43:28.000Z'],
    ['Sat, 21 Nov 2026 04:43:28 +0000 x', '2026-11-21T04:43:28.000Z'],
    ['Sat Nov 21 04:43:28 UTC 2026 x', '2026-11-21T04:43:28.000Z'],
    ['Sat 2026-11-21 04:43:28 UTC host x', '2026-11-21T04:43:28.000Z'],
    ['1795236208.123 x', '2026-11-21T04:43:28.123Z'],
    // The year that brings it nearest to the reference.
    ['Dec 31 23:59:59 x', '2026-12-31T14:59:59.000Z'],
    ['Jan  3 00:00:00 x', '2027-01-02T15:00:00.000Z'],
    ['I1231 23:59:59.000001 1 x.go:1] y', '2026-12-31T14:59:59.000001Z'],
  ])('%j', (line, time) => {
    expect(readHead(line, context).time).toBe(time);
  });

  test.each([
    ['2026-13-21 04:43:28 x'],
    ['2026-11-21 x'],
    ['2026-11-21 25:43:28 x'],
    ['04:43:28 x'],
    ['1795236208 x'],
    ['12.34.5678 x'],
    ['May 5 people'],
    ['Saturday in the park'],
    ['due 2026-11-21 04:43:28'],
    ['IMG_20261121T044328Z'],
    ['X1121 04:43:28.123456 1 x.go:1] y'],
  ])('none in %j', (line) => {
    expect(readHead(line, context).time).toBeUndefined();
  });
});

describe('a level', () => {
  test.each([
    ['INFO started', 'INFO'],
    ['[ERROR] boom', 'ERROR'],
    ['[ warn ] careful', 'WARN'],
    ['<WARN> careful', 'WARN'],
    ['WARNING: careful', 'WARN'],
    ['CRITICAL - down', 'FATAL'],
    ['error: boom', 'ERROR'],
    ['FINE: detail', 'DEBUG'],
    ['[W] careful', 'WARN'],
    ['INFO[0000] logrus on a terminal', 'INFO'],
    ['2026-11-21T05:00:00.123Z\t5d3b8f0e-7a1c-4b6d-9e2f-1a0b3c4d5e6f\tINFO\tdone', 'INFO'],
    ['2026-11-21T05:00:00.123Z\tundefined\tERROR\tboom', 'ERROR'],
    ['[DEBUG]\t2026-11-21T05:00:00.123Z\t\tdetails', 'DEBUG'],
    ['2026-11-21 05:00:00,123 UTC [TRACE] details', 'TRACE'],
    ['2026-11-21 | NOTICE | details', 'INFO'],
    ['2026-11-21 05:00:00 UTC [1] DEBUG2:  details', 'DEBUG'],
    ['2026-11-21 05:00:00 db-1 ERROR: details', 'ERROR'],
  ])('%j', (line, level) => {
    expect(readHead(line, context).level).toBe(level);
  });

  test.each([
    [''],
    ['all is well'],
    ['info in small letters'],
    ['Info in a sentence'],
    ['GET /ERROR 200'],
    ['an ERROR was found'],
    ['ERRORS: 5'],
    ['ERROR_CODE=5'],
    ['ERROR.log was rotated'],
    ['INFORMATIONAL'],
    ['status=ERROR'],
    ['Fine: I agree'],
    ['Config: loaded'],
    ['Note: this is one'],
    ['A: an answer'],
    ['I, for one'],
    ['HTTP/1.1 500 ERROR'],
    ['E0821 is a code'],
    ['2026-11-21 05:00:00 I am here'],
    ['2026-11-21 05:00:00 no ERROR found'],
    ['\tat org.example.Bar(Bar.java:12)'],
    ['Caused by: java.lang.Error: x'],
    [`${'1 '.repeat(100)}ERROR`],
  ])('none in %j', (line) => {
    expect(readHead(line, context).level).toBeUndefined();
  });
});

test('one is found without the other, and before it', () => {
  expect(read('2026-11-21T04:43:28Z hello')).toEqual(['2026-11-21T04:43:28.000Z', undefined]);
  expect(read('WARN 2026-11-21T04:43:28Z hello')).toEqual(['2026-11-21T04:43:28.000Z', 'WARN']);
  expect(read('hello 2026-11-21T04:43:28Z WARN')).toEqual([undefined, undefined]);
});
