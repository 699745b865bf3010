/** What decoding may cost. One record of a few kilobytes can inflate to more than a function's memory. */
export interface DecodeLimits {
  /** Bytes that one record may inflate to, over all its layers and members together. */
  recordBytes: number;
  /** Inflated bytes after which no further record of the batch is begun. */
  batchBytes: number;
  /**
   * Values that the JSON of one record may hold, counted by its commas and opening brackets; those in a
   * text from its first bracket on, since it may hold JSON. Parsed, a short value takes a hundred times the memory of its text.
   */
  recordValues: number;
  /** Events and rejects that one record may hold. */
  recordEvents: number;
  /**
   * Events and rejects that the records of a batch may hold together. A record that would pass it is
   * left for another invocation, unless it is the first.
   */
  batchEvents: number;
  /**
   * Bytes that the events and rejects of one record may have together, as they are written: out of an
   * envelope each event names its source and each reject repeats the envelope's head, some kilobytes.
   */
  recordOutputBytes: number;
  /** The same of a batch: a record that would pass it is left, unless it is the first. */
  batchOutputBytes: number;
}

const mebibyte = 1024 * 1024;

/**
 * Fit for a function with 512 MB of memory, of which some 100 MB are taken before the first record. An
 * event takes about 1 KB beside its bytes until it is delivered, a parsed value up to 250 bytes until
 * its record is read; measured at these limits, the worst record or batch came to 430 MB. CloudWatch Logs
 * sends at most 1 MB compressed, as a rule a few megabytes of JSON with a value for 20 bytes.
 */
export const defaultDecodeLimits: DecodeLimits = {
  recordBytes: 16 * mebibyte,
  batchBytes: 48 * mebibyte,
  // More than a record of 1 MiB has bytes: these are never looked at for it.
  recordValues: 1_100_000,
  recordEvents: 100_000,
  batchEvents: 120_000,
  recordOutputBytes: 32 * mebibyte,
  batchOutputBytes: 48 * mebibyte,
};
