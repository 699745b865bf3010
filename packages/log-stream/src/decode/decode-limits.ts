/** What decoding may cost. One record of a few kilobytes can inflate to more than a function's memory. */
export interface DecodeLimits {
  /** Bytes that one record may inflate to, over all its layers and members together. */
  recordBytes: number;
  /** Inflated bytes after which no further record of the batch is begun. */
  batchBytes: number;
  /** Events and rejects that one record may hold. */
  recordEvents: number;
  /** Events and rejects after which no further record of the batch is begun. */
  batchEvents: number;
}

const mebibyte = 1024 * 1024;

/** Fit for a function with 512 MB of memory. */
export const defaultDecodeLimits: DecodeLimits = {
  recordBytes: 32 * mebibyte,
  batchBytes: 64 * mebibyte,
  recordEvents: 250_000,
  batchEvents: 500_000,
};
