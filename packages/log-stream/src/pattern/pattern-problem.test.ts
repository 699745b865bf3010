import { patternProblem } from './pattern-problem.ts';

const exclude = 'let a repeat exclude what follows it, as in [^,]*,';

test.each([
  String.raw`(?<time>\S+ \S+) \[(?<thread>[^\]]+)\] (?<level>[A-Z]+) (?<logger>[\w.]+) - (?<message>.*)`,
  String.raw`(?<ip>\S+) \S+ (?<user>\S+) \[(?<time>[^\]]+)\] "(?<request>[^"]*)" (?<status>\d{3}) (?<bytes>\d+|-)`,
  String.raw`\[(?<time>.*?)\] \[(?<level>.*?)\] (?<message>.*)`,
  String.raw`(?<level>\w+)\s+(?<message>.*)`,
  String.raw`^(?<level>\w+)\s+(?<message>.+)$`,
  String.raw`(?<logger>\S+)\s+-\s+(?<message>.*)`,
  String.raw`(?<message>.*) user=(?<user>\w+)`,
  '(?<a>.*?),(?<b>.*?),(?<c>.*?),(?<rest>.*)',
  String.raw`(?<ip>(?:\d{1,3}\.){3}\d{1,3}) (?<message>.*)`,
  String.raw`"(?<text>(?:[^"\\]|\\.)*)"`,
  String.raw`(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d\d? (?<message>.*)`,
  String.raw`(?<word>\p{L}+)`,
  String.raw`\bword\b.*`,
])('%s is good for a line', (pattern) => {
  expect(patternProblem(pattern, 'line')).toBeUndefined();
});

test.each([
  '[a-z]+',
  'foo.*',
  '^[a-z0-9]+(?:-[a-z0-9]+)*$',
  String.raw`^\d{4}-\d{2}-\d{2}$`,
  '^[^@]+@[^@]+$',
  String.raw`\.com$`,
  '^a|b$',
])('%s is good for a search', (pattern) => {
  expect(patternProblem(pattern, 'search')).toBeUndefined();
});

test.each<string[]>([
  ['(a+)+', `can run away: a+ can match the same text in many ways; ${exclude}`],
  ['(a|a)*', `can run away: (a|a)* can match the same text in many ways; ${exclude}`],
  ['(a|ab|b)*', `can run away: (a|ab|b)* can match the same text in many ways; ${exclude}`],
  ['(.*)a(.*)b(.*)', `can run away: .* can match the same text in many ways; ${exclude}`],
  [
    String.raw`\s*(.*?)\s*`,
    String.raw`can run away: \s* and .*? can both match the same text in many ways; ${exclude}`,
  ],
  [
    String.raw`\w{0,50}\w+=x`,
    String.raw`can run away: \w{0,50} and \w+ can both match the same text in many ways; ${exclude}`,
  ],
  // Nothing but `.*` at the end takes any rest of the line for certain.
  ...['.{0,5000}', String.raw`.*\b`, '.*^'].map((rest) => {
    const repeat = rest.replace(/\\b|\^/, '');
    const both = String.raw`\s+ and ${repeat} can both match the same text in many ways`;
    return [String.raw`\s+${rest}`, `can run away: ${both}; ${exclude}`];
  }),
  [
    String.raw`\w+\p{L}*`,
    String.raw`can run away: \w+ and \p{L}* can both match the same text in many ways; ${exclude}`,
  ],
  ['(.*?,){11}P', `can match the same text in too many ways: ${exclude}`],
  [`${'a?'.repeat(12)}${'a'.repeat(12)}`, `can match the same text in too many ways: ${exclude}`],
  ['(?:(?:a|ab)(?:c|bc)){20}', `can match the same text in too many ways: ${exclude}`],
  ['(?:a?){25}', 'repeats what may match nothing: let each round of (?:a?){25} match a character'],
  ['.{2000}', 'is too large: let it match fewer than 1000 characters outside of * and +'],
  ['a'.repeat(4001), 'is longer than 4000 characters: cut it'],
  ['a(?=b)', 'has a look-ahead, which can run away: do without it'],
  ['a(?!b)', 'has a look-ahead, which can run away: do without it'],
  ['(?<!a)b', 'has a look-behind, which can run away: do without it'],
  [String.raw`(a)\1`, 'has a back-reference, which can run away: do without it'],
  [String.raw`(?<a>a)\k<a>`, 'has a back-reference, which can run away: do without it'],
  ['(', 'is no regular expression with the flag u: Unterminated group'],
  ['a)(?:b', "is no regular expression with the flag u: Unmatched ')'"],
  [String.raw`\-`, 'is no regular expression with the flag u: Invalid escape'],
])('%s: %s', (pattern, problem) => {
  expect(patternProblem(pattern, 'line')).toBe(problem);
});

test.each([
  [
    String.raw`\d+x`,
    String.raw`can run away: \d+ is tried from every place in a text; begin the pattern with ^`,
  ],
  [
    String.raw`\s+$`,
    String.raw`can run away: \s+ is tried from every place in a text; begin the pattern with ^`,
  ],
])('as a search, %s: %s', (pattern, problem) => {
  expect(patternProblem(pattern, 'search')).toBe(problem);
  expect(patternProblem(pattern, 'line')).toBeUndefined();
});

test('says so within a second, also of the most intricate pattern', () => {
  const parts = Array.from({ length: 30 }, (_, at) => `(?:a{${at + 1}}b?|[ab]c*)`);
  const started = performance.now();
  expect(patternProblem(`(?:${parts.join('|')})*x`, 'line')).toBeDefined();
  expect(performance.now() - started).toBeLessThan(5_000);
});
