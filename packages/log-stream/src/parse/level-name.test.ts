import { levelName } from './level-name.ts';

describe('the one spelling of a level', () => {
  test.each([
    ['TRACE', ['TRACE', 'trace', 'trce', 'Trace', 'VRB', 'Verbose', 'silly', 'FINEST', 'T']],
    ['DEBUG', ['DEBUG', 'debug', 'dbug', 'DBG', 'FINE', 'd']],
    ['INFO', ['INFO', 'info', 'Information', 'INF', 'NOTICE', 'I', ' info ', 'iNfO']],
    ['WARN', ['WARN', 'warn', 'WARNING', 'Warning', 'WRN', 'W']],
    ['ERROR', ['ERROR', 'error', 'err', 'fail', 'SEVERE', 'E']],
    ['FATAL', ['FATAL', 'crit', 'CRITICAL', 'Critical', 'FTL', 'emerg', 'alert', 'panic', 'F']],
  ])('%s', (level, spellings) => {
    for (const spelling of spellings)
      expect([spelling, levelName(spelling)]).toEqual([spelling, level]);
  });

  test.each([
    [0, 'FATAL'],
    [2, 'FATAL'],
    [3, 'ERROR'],
    [4, 'WARN'],
    [5, 'INFO'],
    [7, 'DEBUG'],
    [10, 'TRACE'],
    [20, 'DEBUG'],
    [30, 'INFO'],
    [35, 'INFO'],
    [40, 'WARN'],
    [50, 'ERROR'],
    [60, 'FATAL'],
    [100, 'FATAL'],
  ])("the number %d, syslog's or pino's", (value, level) => {
    expect(levelName(value)).toBe(level);
  });

  test.each([
    ['Level 5', 'TRACE'],
    ['Level 15', 'DEBUG'],
    ['Level 25', 'INFO'],
    ['Level 35', 'WARN'],
    ['Level 45', 'ERROR'],
    ['Level 1000', 'FATAL'],
  ])("Python's %s", (value, level) => {
    expect(levelName(value)).toBe(level);
  });

  test.each([
    ['DEBUG-4', 'TRACE'],
    ['DEBUG-2', 'TRACE'],
    ['DEBUG+1', 'DEBUG'],
    ['INFO+2', 'INFO'],
    ['WARN+1', 'WARN'],
    ['ERROR+2', 'ERROR'],
    ['ERROR+4', 'FATAL'],
  ])("slog's %s", (value, level) => {
    expect(levelName(value)).toBe(level);
  });

  test.each([
    [undefined],
    [null],
    [true],
    [{}],
    [Number.NaN],
    [-1],
    [''],
    ['banana'],
    ['Level'],
    ['Level x'],
    ['NONE+1'],
    ['constructor'],
    ['__proto__'],
    ['level of no kind at all'],
  ])('nothing for %p', (value) => {
    expect(levelName(value)).toBeUndefined();
  });
});
