import { ConfigError } from '../config/config-error.ts';
import type { JsonObject } from '../decode/decoded-event.ts';
import { parseLossless } from './lossless-json.ts';
import { redactCopies } from './redact-copies.ts';
import { MemberRedactor } from './redact-members.ts';
import { startPlaces } from './redact-paths.ts';
import { redactProblems } from './redact-problems.ts';
import type { RedactRule } from './redact-rule.ts';
import { holdsMatch } from './redact-scan.ts';

/**
 * The event without what must not be written, as UTF-8: the very bytes given when no rule matches,
 * else the object written anew, numbers spelt as before.
 *
 * @param json one JSON object on one line, as UTF-8
 * @returns undefined when it must be written anew and is nested too deeply for that (some thousand
 *   levels); then it must not be written at all
 */
export type Redactor = (json: Buffer) => Buffer | undefined;

/**
 * Compiles rules for values that must not be written. The outermost match counts; of rules for the
 * same place, the first. The bytes given are what is looked at: where a key is repeated, a match in an
 * earlier one, which JSON.parse does not see, is redacted too. A JSON text inside a text is not looked
 * into: redact after log lines have been parsed. A redacted text or number of at least three characters
 * is masked too, or becomes the same hash, where it stands as a whole word in the event's `message`,
 * `errorMessage`, `stackTrace` or `record`: line formats keep there what they took it out of.
 *
 * A hash is the first 32 hexadecimal digits of SHA-256 over the value's text (a text as it is, without
 * quotes; anything else as JSON): the same for the same value, so that events can still be joined.
 * Without a key, values that can be guessed, such as phone numbers, can be found by trying.
 *
 * @param options.hashKey secret for hashes, which are then HMAC-SHA-256
 * @example
 * const redact = createRedactor([{ path: 'user.email', action: 'mask' }]);
 * redact(Buffer.from('{"user":{"email":"a@example.com"}}')); // {"user":{"email":"***"}}
 *
 * @throws ConfigError naming every rule that is wrong, with the mend
 */
export function createRedactor(
  rules: readonly RedactRule[],
  options: { hashKey?: string | undefined } = {},
): Redactor {
  const problems = redactProblems(rules, options.hashKey);
  if (problems.length > 0) throw new ConfigError(problems);
  const places = startPlaces(rules);
  const mayHoldMatch = createScreen(rules);
  return (json) => {
    if (!mayHoldMatch(json) || !holdsMatch(json, places)) return json;
    try {
      const object = parseLossless(json.toString()) as JsonObject;
      const members = new MemberRedactor(options.hashKey);
      members.redact(object, places);
      redactCopies(object, members.values);
      return Buffer.from(JSON.stringify(object));
    } catch (error) {
      if (error instanceof RangeError) return undefined;
      throw error;
    }
  };
}

/**
 * Tells in a fraction of a microsecond that most events hold nothing to redact: all the names of a path
 * stand in the bytes as they are, unless they are spelt with `\u` escapes.
 */
function createScreen(rules: readonly RedactRule[]): (json: Buffer) => boolean {
  if (rules.length === 0) return () => false;
  const paths = rules.map(({ path }) => seenNames(path));
  return (json) => {
    const text = byteText(json);
    return (
      paths.some((names) => names.every((name) => text.includes(name))) || text.includes('\\u')
    );
  };
}

/** A character for each byte: searching such a text takes less time than searching the bytes. */
function byteText(bytes: Buffer): string {
  return bytes.toString('latin1');
}

/** The parts of a path that stand in the bytes as they are, the last one, the rarest, first. */
function seenNames(path: string): string[] {
  const seen = path.split('.').filter((part) => !unseen.test(part));
  return seen.reverse().map((part) => byteText(Buffer.from(part)));
}

/** `*`, an element's index, and what JSON may spell with other escapes. */
const unseen = /^\*$|^\d+$|["\\/\p{Cc}\p{Surrogate}]/u;
