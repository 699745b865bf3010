import type { JsonObject } from '../decode/decoded-event.ts';

/** What a format may know besides the line itself. */
export interface LineContext {
  /** IANA name of the zone of times that carry none. */
  timeZone: string;
  /** Epoch milliseconds near which a time without a year lies: CloudWatch's own, or the arrival. */
  referenceMs: number;
}

/** One way in which programs write log lines. */
export interface LineFormat {
  /** Stable name, in configuration and in what `explain` prints: `lambda_report`, `vpc_flow`. */
  name: string;
  /**
   * The line as a JSON object; `time`, where the line carries one, as ISO 8601 text in UTC, `level` as
   * one of TRACE DEBUG INFO WARN ERROR FATAL.
   *
   * Looks at the first characters before anything dear, so that a line of another format costs next
   * to nothing; runs in time linear in the line; never throws.
   *
   * @param line a whole event, which may hold newlines; without one at its end
   * @returns undefined when the line is not in this format
   */
  parse(line: string, context: LineContext): JsonObject | undefined;
  /**
   * Set where a line is a JSON object already and `parse` only adds members to it, or spells texts at
   * its top anew: then the line's own text is kept, and not written again.
   */
  keepsJson?: true;
  /**
   * The same as `parse`, and its JSON text with it, for lines in their most frequent form: to serialise
   * a document that was read a moment ago would be half of what they cost.
   *
   * @returns undefined for a line in any other form: `parse` decides then
   */
  shortcut?(line: string, context: LineContext): DocumentAndJson | undefined;
}

/** A document, and the same as JSON text. */
export interface DocumentAndJson {
  value: JsonObject;
  json: string;
}

/** A log line as a structured event, and the name of the format that read it. */
export interface ParsedLine {
  format: string;
  value: JsonObject;
  /** `value` as JSON: the line's own text where it was JSON. */
  json: string;
}

/**
 * Reads any log line; never throws.
 *
 * @param line a whole event, which may hold newlines; without one at its end
 */
export type LineParser = (line: string, context: LineContext) => ParsedLine;
