type Unit = 'ms' | 'MB' | undefined;

const NAME = /^[A-Z][A-Za-z]*(?: [A-Z][A-Za-z]*){0,4}$/;

/** The names of every day with their units, so that they are not put together again for each line. */
const KNOWN = new Map<string, string>();
const KNOWN_MS = new Map<string, string>();
const KNOWN_MB = new Map<string, string>();

const PLAIN = [
  ...['RequestId', 'Version', 'Status', 'Error Type', 'Phase', 'Name', 'State', 'Events', 'Types'],
  ...['Runtime Version', 'Runtime Version ARN', 'XRAY TraceId', 'SegmentId', 'Sampled'],
];
for (const name of PLAIN) KNOWN.set(name, nameByRule(name));
for (const name of ['', 'Billed ', 'Init ', 'Restore ', 'Billed Restore ']) {
  KNOWN_MS.set(`${name}Duration`, `${nameByRule(`${name}Duration`)}Ms`);
}
for (const name of ['Memory Size', 'Max Memory Used']) {
  KNOWN_MB.set(name, `${nameByRule(name)}MB`);
}

/**
 * What JSON calls a field: `Billed Duration` in `ms` is `billedDurationMs`, `Runtime Version ARN` is
 * `runtimeVersionArn`. The rule holds for names that are not known too, so that a field which Lambda adds
 * tomorrow is there as well.
 *
 * @returns undefined when it is not the name of a field
 */
export function memberOf(name: string, unit: Unit): string | undefined {
  const known = unit === 'ms' ? KNOWN_MS : unit === 'MB' ? KNOWN_MB : KNOWN;
  const member = known.get(name);
  if (member !== undefined) return member;
  if (!NAME.test(name)) return undefined;
  return nameByRule(name) + (unit === 'ms' ? 'Ms' : (unit ?? ''));
}

function nameByRule(name: string): string {
  const words = name.split(' ').map(withoutCapitals);
  return words.map((word, index) => (index === 0 ? lowerFirst(word) : word)).join('');
}

function withoutCapitals(word: string): string {
  return /^[A-Z]{2,}$/.test(word) ? word[0] + word.slice(1).toLowerCase() : word;
}

function lowerFirst(word: string): string {
  return word.slice(0, 1).toLowerCase() + word.slice(1);
}
