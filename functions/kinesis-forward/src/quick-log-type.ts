/** How far into a record its log type is looked for; where it stands later, the record is parsed. */
const longestHead = 512;

const code = (character: string) => character.charCodeAt(0);
const quote = code('"');
const backslash = code('\\');
const open = new Set([code('{'), code('[')]);
const close = new Set([code('}'), code(']')]);

/**
 * Reads the log type of data that is plainly one JSON object on one line, without parsing it: parsing
 * costs as much as everything else that becomes of a record that is passed on. For JSON the answer is
 * that of a parser. Whether the rest of the object is sound is not looked at: that is the receiver's.
 *
 * @param key name of the member; one with dots or escapes is left to the parser
 * @returns a reader that answers undefined where only a parser can tell
 */
export function createQuickLogType(key: string): (data: Buffer) => string | undefined {
  if (!/^[\w@ -]+$/.test(key)) return () => undefined;
  // Without its first quote: of quotes a record has so many that looking for them takes long.
  const name = `${key}"`;
  return (data) => {
    if (data[0] !== 0x7b || data[data.length - 1] !== 0x7d) return undefined;
    const text = data.toString('latin1');
    const at = text.indexOf(name);
    if (at === -1 || at > longestHead || text.indexOf(name, at + 1) !== -1) return undefined;
    if (text[at - 1] !== '"' || !isInOutermost(text, at - 1)) return undefined;
    if (isMoreThanOneObject(text)) return undefined;
    return plainTextAfter(text, at + name.length);
  };
}

/** Or may be, or may name a member in another spelling, or be an envelope of CloudWatch Logs. */
function isMoreThanOneObject(text: string): boolean {
  if (text.includes('\n') || text.includes('\\u') || text.includes('logGroup"')) return true;
  for (let at = text.indexOf('}'); at !== -1; at = text.indexOf('}', at + 1)) {
    let next = at + 1;
    while (isBlank(text.charCodeAt(next))) next += 1;
    if (text[next] === '{') return true;
  }
  return false;
}

/** Whether what begins at `end` is outside of strings and inside no other object or array. */
function isInOutermost(text: string, end: number): boolean {
  let depth = 0;
  let inString = false;
  for (let at = 0; at < end; at += 1) {
    const character = text.charCodeAt(at);
    if (character === quote) inString = !inString;
    else if (inString) at += character === backslash ? 1 : 0;
    else if (open.has(character)) depth += 1;
    else if (close.has(character)) depth -= 1;
    if (depth === 0) return false;
  }
  return depth === 1 && !inString;
}

/** The text of ASCII without escapes that is the value of the member whose name ends at `at`. */
function plainTextAfter(text: string, at: number): string | undefined {
  const colon = skipBlanks(text, at);
  if (text[colon] !== ':') return undefined;
  const start = skipBlanks(text, colon + 1) + 1;
  const end = text.indexOf('"', start);
  if (text.charCodeAt(start - 1) !== quote || end <= start) return undefined;
  const value = text.slice(start, end);
  return plain.test(value) ? value : undefined;
}

const plain = /^[ -[\]-~]+$/;

function skipBlanks(text: string, start: number): number {
  let at = start;
  while (isBlank(text.charCodeAt(at))) at += 1;
  return at;
}

function isBlank(character: number): boolean {
  return character === 0x20 || character === 0x09 || character === 0x0d;
}
