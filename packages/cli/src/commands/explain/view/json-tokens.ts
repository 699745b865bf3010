/** A bracket with nothing but its counterpart behind it, a bracket, a comma or colon, or a literal. */
const token = /\{\s*\}|\[\s*\]|[{}[\],:]|[^\s{}[\],:"]+/y;
const blanks = /\s*/y;
const opening = /^[{[]/;

/**
 * The tokens of valid JSON text in their order, without blanks; an empty object or list is one token.
 * The text is walked and not parsed: no number loses a digit, and no depth of nesting is too much.
 */
export function* jsonTokens(json: string): Generator<string> {
  let at = 0;
  while (at < json.length) {
    at += matchAt(blanks, json, at).length;
    const text = json[at] === '"' ? json.slice(at, stringEnd(json, at)) : matchAt(token, json, at);
    if (text === '') return;
    yield text.length > 1 && opening.test(text) ? `${text[0]}${text.at(-1)}` : text;
    at += text.length;
  }
}

function matchAt(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? '';
}

/** Where the string that begins at `start` ends. A pattern would need memory for each escape in it. */
function stringEnd(json: string, start: number): number {
  let quote = start;
  do {
    quote = json.indexOf('"', quote + 1);
    if (quote === -1) return json.length;
  } while (isEscaped(json, quote));
  return quote + 1;
}

function isEscaped(json: string, at: number): boolean {
  let backslashes = 0;
  while (json[at - 1 - backslashes] === '\\') backslashes += 1;
  return backslashes % 2 === 1;
}
