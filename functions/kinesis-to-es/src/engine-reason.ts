const longest = 300;

/** What follows is the value itself. */
const tails =
  /\s*(Preview of field's value|The prefix of the first immense term|at \[Source: ).*$/s;
const documentIds = /\s*in document with id '.*'\.?/s;
const dates = /date field \[.*\]/s;
const numbers = /value \(.*\)/s;

/** Brackets hold names and settings after these words, and may hold a value after any other. */
const beforeNames =
  /(?:\b(?:field|fields|type|mapper|index|alias|stream|pipeline|depth|add|has)|type \[[^\]]*\] to|mapping for|introduction of|within|but found|index name|blocked by:|\]\/) ?$/;

/**
 * An engine's reason without what it quotes of the document: engines put field values into it, and
 * what we log or keep as a detail never holds payload. Names of fields, types and indices stay. At
 * most 300 characters.
 */
export function engineReason(reason: string): string {
  const withoutValues = reason
    .replace(tails, '')
    .replace(documentIds, '')
    .replace(dates, 'date field […]')
    .replace(numbers, 'value (…)')
    .replace(/(["'`]).*\1/s, '$1…$1');
  return withoutBrackets(withoutValues).slice(0, longest);
}

/** From the first bracket on that may hold a value, all is left out up to the last one's end. */
function withoutBrackets(text: string): string {
  for (const { index, 0: bracket } of text.matchAll(/\[[^\]]*\]?/g)) {
    const before = text.slice(0, index);
    // [1:34] tells where in the document.
    if (beforeNames.test(before) || /^\[\d+:\d+\]$/.test(bracket)) continue;
    const end = text.lastIndexOf(']');
    return `${before}[…]${end > index ? text.slice(end + 1) : ''}`;
  }
  return text;
}

const name = /^[A-Za-z0-9_.-]{1,80}$/;

/** The name of an engine's error, such as `mapper_parsing_exception`, as a part of a reason. */
export function engineType(type: unknown): string {
  return typeof type === 'string' && name.test(type) ? type : 'unknown';
}
