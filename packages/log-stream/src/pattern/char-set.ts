/** Code points as ranges from first to last, ascending. */
export type CharSet = readonly (readonly [first: number, last: number])[];

const LAST_CODE_POINT = 0x10ffff;

export const anyChar: CharSet = [[0, LAST_CODE_POINT]];

export function singleChar(codePoint: number): CharSet {
  return [[codePoint, codePoint]];
}

export function unionOf(sets: readonly CharSet[]): CharSet {
  const ranges = sets.flat().sort(([a], [b]) => a - b);
  const united: [number, number][] = [];
  for (const [first, last] of ranges) {
    const previous = united.at(-1);
    if (previous !== undefined && first <= previous[1] + 1) {
      previous[1] = Math.max(previous[1], last);
    } else united.push([first, last]);
  }
  return united;
}

export function complementOf(set: CharSet): CharSet {
  const gaps: [number, number][] = [];
  let from = 0;
  for (const [first, last] of unionOf([set])) {
    if (from < first) gaps.push([from, first - 1]);
    from = last + 1;
  }
  if (from <= LAST_CODE_POINT) gaps.push([from, LAST_CODE_POINT]);
  return gaps;
}

export function holds(set: CharSet, codePoint: number): boolean {
  return set.some(([first, last]) => first <= codePoint && codePoint <= last);
}

/** `\d`, `\s`, `\w` and what is not one of them, as JavaScript's regular expressions mean them. */
export function namedSet(letter: string): CharSet | undefined {
  const lower = named[letter.toLowerCase()];
  return lower !== undefined && letter !== letter.toLowerCase() ? complementOf(lower) : lower;
}

/** From the first of two characters to the second. */
function range(ends: string): CharSet {
  return [[ends.charCodeAt(0), ends.charCodeAt(1)]];
}

const blanks = ['\t\r', '  ', '\u00a0\u00a0', '\u1680\u1680', '\u2000\u200a', '\u2028\u2029'];
const furtherBlanks = ['\u202f\u202f', '\u205f\u205f', '\u3000\u3000', '\ufeff\ufeff'];

const named: Readonly<Record<string, CharSet>> = {
  d: range('09'),
  s: unionOf([...blanks, ...furtherBlanks].map(range)),
  w: unionOf(['09', 'AZ', '__', 'az'].map(range)),
};

/** What `.` matches without the flag `s`. */
export const anyButLineEnds: CharSet = complementOf(
  unionOf(['\n\n', '\r\r', '\u2028\u2029'].map(range)),
);
