/**
 * Characters that a terminal would act on, or that reorder what stands around them: a log line must
 * not be able to move the cursor, set the title or hide a part of itself.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const unsafe = /[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;

/** The text with unsafe characters as JSON writes them; newlines and tabs stay. */
export function safeText(text: string): string {
  return text.replaceAll(unsafe, asEscape);
}

function asEscape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
