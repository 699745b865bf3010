const backslash = 0x5c;
const letterU = 0x75;

/**
 * The last place up to `limit` at which a JSON text may end: behind a whole character, escaped or not,
 * and between the two halves of none.
 *
 * @param start of the text's first byte after the opening quote
 */
export function textEnd(json: Buffer, start: number, limit: number): number {
  let at = start;
  for (;;) {
    const next = characterEnd(json, at);
    if (next > limit) return at;
    at = next;
  }
}

function characterEnd(json: Buffer, at: number): number {
  const byte = json[at] ?? 0;
  if (byte !== backslash) return at + utf8Length(byte);
  if (json[at + 1] !== letterU) return at + 2;
  const isHalf = isSurrogate(json, at, 'd8') && isSurrogate(json, at + 6, 'dc');
  return isHalf ? at + 12 : at + 6;
}

/** Whether an escape of the leading (`d8`) or trailing (`dc`) half of a pair stands there. */
function isSurrogate(json: Buffer, at: number, from: 'd8' | 'dc'): boolean {
  if (json[at] !== backslash || json[at + 1] !== letterU) return false;
  const unit = Number.parseInt(json.toString('latin1', at + 2, at + 6), 16);
  const first = Number.parseInt(`${from}00`, 16);
  return unit >= first && unit < first + 0x400;
}

function utf8Length(byte: number): number {
  if (byte < 0xc0) return 1;
  if (byte < 0xe0) return 2;
  return byte < 0xf0 ? 3 : 4;
}
