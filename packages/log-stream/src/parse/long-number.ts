/** Shorter runs of digits are integers that JavaScript's numbers hold exactly. */
const LONG = 16;

/**
 * Whether sixteen digits stand in a row in a text. Such a run covers one of every sixteen characters, so
 * only these are looked at: a regular expression would look at all of them.
 */
export function hasLongNumber(text: string): boolean {
  for (let at = LONG - 1; at < text.length; at += LONG) {
    if (isDigit(text, at) && runLength(text, at) >= LONG) return true;
  }
  return false;
}

function runLength(text: string, inside: number): number {
  let start = inside;
  while (isDigit(text, start - 1)) start -= 1;
  let end = inside + 1;
  while (end - start < LONG && isDigit(text, end)) end += 1;
  return end - start;
}

function isDigit(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code >= 0x30 && code <= 0x39;
}
