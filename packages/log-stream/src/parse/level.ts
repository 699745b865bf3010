/** Spellings of the levels, and the one that events carry. */
const levels = new Map([
  ['TRACE', 'TRACE'],
  ['DEBUG', 'DEBUG'],
  ['INFO', 'INFO'],
  ['NOTICE', 'INFO'],
  ['WARN', 'WARN'],
  ['WARNING', 'WARN'],
  ['ERROR', 'ERROR'],
  ['FATAL', 'FATAL'],
  ['CRITICAL', 'FATAL'],
]);

const anyLevel = new RegExp(`\\b(?:${[...levels.keys()].join('|')})\\b`);

/** A level stands near the start; further on, a word in capitals belongs to the message. */
const headLength = 160;

/** Times and ids, which have a digit in them; what Node's runtime writes for no request id; blanks. */
const preamble = /\d|^undefined$|^UTC$|^$/;

/**
 * The level that a line plainly carries: a word in capitals at its start, bare, in brackets or before
 * a colon, with nothing before it but times, ids and other words that have a digit in them.
 */
export function readLevel(line: string): string | undefined {
  const found = anyLevel.exec(line.slice(0, headLength));
  if (found === null) return undefined;
  const words = line.slice(0, found.index).split(/[\s|]+/);
  // The last of them is what the level's own word begins with: nothing, or a bracket.
  const opening = words.pop() ?? '';
  const plain = /^[[<(]*$/.test(opening) && words.every((word) => preamble.test(word));
  return plain ? levels.get(found[0]) : undefined;
}
