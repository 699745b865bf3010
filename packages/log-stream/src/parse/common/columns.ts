const BLANK = 0x20;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_BRACKET = 0x5b;

/**
 * The columns of a line that are separated by blanks: bare words, texts in double quotes and times in
 * brackets, these without their quotes and brackets. A quote ends a text only before a blank or at the
 * end of the line, because what browsers send is not always escaped.
 *
 * @param limit how many columns there may be
 * @returns undefined when there are more, or a quote is not closed
 */
export function splitColumns(line: string, start: number, limit: number): string[] | undefined {
  const columns: string[] = [];
  let at = start;
  while (at < line.length) {
    const first = line.charCodeAt(at);
    if (first === BLANK) {
      at += 1;
      continue;
    }
    if (columns.length === limit) return undefined;
    const close = closing(line, at, first);
    if (close === -1) {
      if (first === QUOTE) return undefined;
      const end = wordEnd(line, at);
      columns.push(line.slice(at, end));
      at = end;
    } else {
      columns.push(unescaped(line.slice(at + 1, close)));
      at = close + 1;
    }
  }
  return columns;
}

/** Where the quote or bracket that opens at `at` closes; -1 for a bare word, as `[2001:db8::1]:443`. */
function closing(line: string, at: number, first: number): number {
  if (first === QUOTE) return closingQuote(line, at + 1);
  if (first !== OPEN_BRACKET) return -1;
  const close = line.indexOf(']', at);
  return close !== -1 && endsColumn(line, close + 1) ? close : -1;
}

function wordEnd(line: string, at: number): number {
  const blank = line.indexOf(' ', at);
  return blank === -1 ? line.length : blank;
}

function endsColumn(line: string, at: number): boolean {
  return at === line.length || line.charCodeAt(at) === BLANK;
}

/** Where the quoted text from `start` on is closed; -1 when it is not. */
export function closingQuote(line: string, start: number): number {
  for (let at = line.indexOf('"', start); at !== -1; at = line.indexOf('"', at + 1)) {
    if (endsColumn(line, at + 1) && !isEscaped(line, at, start)) return at;
  }
  return -1;
}

function isEscaped(line: string, at: number, start: number): boolean {
  let backslashes = 0;
  while (at - backslashes > start && line.charCodeAt(at - backslashes - 1) === BACKSLASH) {
    backslashes += 1;
  }
  return backslashes % 2 === 1;
}

/** Apache writes `\"` and `\\`; its `\xhh` is a byte, perhaps of a character, and stays as it is. */
export function unescaped(text: string): string {
  return text.includes('\\') ? text.replace(/\\(["\\])/g, '$1') : text;
}
