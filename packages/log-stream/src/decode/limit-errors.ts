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

/** Of what one record gives, by the limit `recordOutputBytes`. */
export const tooMuchOutput =
  'the events of the record have more bytes than the limit as they are written';
