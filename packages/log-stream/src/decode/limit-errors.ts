/**
 * Thrown by `DecodeOutput` when one record passes a limit, with a sentence that says which; never
 * leaves decoding.
 */
export class RecordLimitError extends Error {
  override name = 'RecordLimitError';
}

/** Thrown by `DecodeOutput` when the batch has no room for the record; never leaves decoding. */
export class BatchLimitError extends Error {
  override name = 'BatchLimitError';
}

/** Of the rejects of one record, by the limit `recordRejectBytes`. */
export const tooManyRejectBytes = 'what is refused of the record has more bytes than the limit';
