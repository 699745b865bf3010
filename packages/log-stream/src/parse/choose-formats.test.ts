import { chooseFormats, type FormatChoice } from './choose-formats.ts';
import { createLineParser, lineFormats } from './registry.ts';

const context = { timeZone: 'UTC', referenceMs: 0 };
const till = { name: 'till', pattern: '(?<customer>\\S+) paid (?<amount>[\\d.]+)' };

const namesOf = (choices: FormatChoice[]) => chooseFormats(choices).map(({ name }) => name);
const known = lineFormats.map(({ name }) => name);

test('a star is all known formats, in their order', () => {
  expect(namesOf(['*'])).toEqual(known);
});

test("a format of the user's own comes where it stands", () => {
  expect(namesOf([till, '*'])).toEqual(['till', ...known]);
  expect(namesOf(['*', till])).toEqual([...known, 'till']);
});

test('a format that is named comes where it stands, and not again under the star', () => {
  const names = namesOf(['logfmt', '*']);
  expect(names[0]).toBe('logfmt');
  expect(names.slice().sort()).toEqual(known.slice().sort());
});

test('a format with a dash before its name is off', () => {
  expect(namesOf(['-logfmt', '*'])).toEqual(known.filter((name) => name !== 'logfmt'));
});

test('without a star there is nothing but what is named', () => {
  expect(namesOf(['json'])).toEqual(['json']);
  expect(namesOf([])).toEqual([]);
});

test.each<{ vpc_flow: string[] | string }>([
  { vpc_flow: ['srcaddr', 'action'] },
  { vpc_flow: ['srcaddr', 'action'].map((name) => `$\{${name}}`).join(' ') },
])('flow logs in the order of %j take the place of those in the usual one', (flow) => {
  const formats = chooseFormats([flow, '*']);
  expect(formats.filter(({ name }) => name === 'vpc_flow')).toHaveLength(1);
  expect(createLineParser(formats)('10.0.0.1 ACCEPT', context)).toMatchObject({
    format: 'vpc_flow',
    value: { srcaddr: '10.0.0.1', action: 'ACCEPT' },
  });
});

test.each<[unknown[], string]>([
  [['logfnt'], '"logfnt" is no known line format'],
  [['-logfnt'], '"logfnt" is no known line format'],
  [[7], '7 is no line format: give a name or an object'],
  [[null], 'null is no line format'],
  [[{ vpc_flow: 7 }], 'vpc_flow has no fields: give the log format'],
  [[{ vpc_flow: 'tick tock' }], 'vpc_flow: no field of a VPC flow log is known among tick, tock'],
  [[{ name: 'slow', pattern: '(a+)+b' }], 'format "slow" has a pattern'],
  [[till, till], 'there are several formats "till"'],
  [['json', 'json'], 'there are several formats "json"'],
])('%j is refused with the mend', (choices, words) => {
  expect(() => chooseFormats(choices as FormatChoice[])).toThrow(words);
});

test('every problem is told at once', () => {
  expect(() => chooseFormats(['a', 'b'] as FormatChoice[])).toThrow(/"a".*\n.*"b"/);
});
