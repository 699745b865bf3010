import { readLevel } from './level.ts';

test.each([
  ['INFO started', 'INFO'],
  ['[ERROR] boom', 'ERROR'],
  ['<WARN> careful', 'WARN'],
  ['WARNING: careful', 'WARN'],
  ['CRITICAL - down', 'FATAL'],
  ['2026-11-21T05:00:00.123Z\t5d3b8f0e-7a1c-4b6d-9e2f-1a0b3c4d5e6f\tINFO\tdone', 'INFO'],
  ['2026-11-21T05:00:00.123Z\tundefined\tERROR\tboom', 'ERROR'],
  ['[DEBUG]\t2026-11-21T05:00:00.123Z\t\tdetails', 'DEBUG'],
  ['2026-11-21 05:00:00,123 UTC [TRACE] details', 'TRACE'],
  ['2026-11-21 | NOTICE | details', 'INFO'],
])('%j is %s', (line, level) => {
  expect(readLevel(line)).toBe(level);
});

test.each([
  '',
  'all is well',
  'info in small letters',
  'GET /ERROR 200',
  'an ERROR was found',
  'ERRORS: 5',
  'INFORMATION',
  'status=ERROR',
  `${'1 '.repeat(100)}ERROR`,
])('%j carries none', (line) => {
  expect(readLevel(line)).toBeUndefined();
});
