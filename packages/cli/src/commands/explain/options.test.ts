import { parseExplainOptions } from './options.ts';

test('without options all is told by the input', () => {
  expect(parseExplainOptions(['a', '-'])).toEqual({
    help: false,
    kind: 'auto',
    whole: false,
    logGroup: undefined,
    arrivedMs: undefined,
    config: undefined,
    settings: new Map(),
    json: undefined,
    files: ['a', '-'],
  });
});

test('options stand for the variables of a function', () => {
  const { settings } = parseExplainOptions([
    ...['--time-zone', 'Asia/Tokyo', '--log-types', 'a, b*', '--log-types=c'],
    ...['--log-type-key', 'type', '--time-key', 'at', '--log-id-key', 'id'],
  ]);
  expect([...settings].map(([variable, { value }]) => [variable, value])).toEqual([
    ['TIME_ZONE', 'Asia/Tokyo'],
    ['LOG_TYPE_KEY', 'type'],
    ['TIME_KEY', 'at'],
    ['LOG_ID_KEY', 'id'],
    ['LOG_TYPES', '["a","b*","c"]'],
  ]);
});

test('--whole is a log line', () => {
  expect(parseExplainOptions(['--whole'])).toMatchObject({ kind: 'line', whole: true });
});

test('a time of arrival may be any timestamp', () => {
  const { arrivedMs } = parseExplainOptions(['--arrived', '1795237200']);
  expect(arrivedMs).toBe(Date.parse('2026-11-21T05:00:00Z'));
});

test('--json and --no-json win over the terminal', () => {
  expect(parseExplainOptions(['--json']).json).toBe(true);
  expect(parseExplainOptions(['--no-json']).json).toBe(false);
});

test.each([
  [['--as', 'lines'], '--as is "lines": give one of auto, line, record, cloudwatch'],
  [['--as'], '--as needs a value'],
  [['--whole', '--as', 'record'], '--whole is for log lines: leave out --as record'],
  [['--log-group', 'a b'], '--log-group is "a b": give 1 to 512 letters'],
  [['--log-group='], '--log-group is ""'],
  [['--arrived', 'noon'], '--arrived is "noon": give a time such as'],
  [['--log-types', 'a,,b'], '--log-types has an empty name'],
  [['--log-types', ''], '--log-types has an empty name: give names'],
  [['--time-key='], '--time-key is empty: leave it out'],
  [['--json=yes'], '--json takes no value'],
  [['--no-such'], 'there is no option --no-such'],
  [['-x'], 'there is no option -x'],
])('%j is refused in one line with the mend', (args, words) => {
  let message = '';
  try {
    parseExplainOptions(args);
  } catch (error) {
    expect(error).toHaveProperty('name', 'UsageError');
    ({ message } = error as Error);
  }
  expect(message).toContain(words);
  expect(message).not.toContain('\n');
});
