/** Lengths at which tools break the base64 of one value: base64(1) and MIME at 76, openssl and PEM at 64. */
const wrapLengths = new Set([64, 76]);

/** How the first bytes of what is worth recognising look in base64: `{`, gzip, zstd, a KPL aggregate. */
const promising = /^(?:e[w-z0-9]|H4s|KLUv|84ma)/;
const base64 = /^[A-Za-z0-9+/]+={0,2}$/;

/**
 * Whether the text is base64, whole and of the right length. A short word is by chance; of short values
 * only those are believed that are padded, or that begin like one of a record.
 */
function isBase64(text: string): boolean {
  if (text.length % 4 !== 0 || !base64.test(text)) return false;
  return text.length >= 24 || text.endsWith('=') || promising.test(text);
}

/**
 * Whether a first line is the base64, or the beginning of it, of something a record may hold, or of
 * several. A word of plain text can be base64 by chance: it would have to begin like one of these too.
 */
export function looksLikeBase64(firstLine: string): boolean {
  const values = firstLine.trim().split(/\s+/);
  return values.every((value) => value.length >= 8 && promising.test(value) && base64.test(value));
}

/**
 * Whether a first line is a part of one value that goes on in the next: tools break lines at a fixed
 * length, and pad at the end only.
 */
export function isWrapped(firstLine: string): boolean {
  const line = firstLine.trimEnd();
  return wrapLengths.has(line.length) && !/[\s=]/.test(line);
}

/**
 * The bytes of one or several values in base64, with blanks or newlines between them; undefined when
 * any of it is something else.
 */
export function base64Values(text: Buffer): Buffer[] | undefined {
  const values = text.toString('latin1').trim().split(/\s+/);
  const [first = ''] = values;
  const whole = isWrapped(first) ? [values.join('')] : values;
  if (!whole.every(isBase64)) return undefined;
  return whole.map((value) => Buffer.from(value, 'base64'));
}
