/** Codes that S3 gives with a status of 400 although the same request may succeed later. */
const passingCodes = new Set(['RequestTimeout', 'SlowDown', 'ExpiredToken', 'InternalError']);

/** The HTTP status that the service answered with; undefined when there was no answer. */
export function statusOf(error: unknown): number | undefined {
  return (error as { $metadata?: { httpStatusCode?: number } } | undefined)?.$metadata
    ?.httpStatusCode;
}

/**
 * Whether a put may succeed when tried again: no answer (connection refused, reset, timed out), 408,
 * 409 (another write of the key is under way), 429, 5xx. Everything else (no such bucket, access
 * denied) wants a person; the batch comes back and the alarms ring.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
 */
export function isRetryableS3Error(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (passingCodes.has(error.name)) return true;
  const status = statusOf(error);
  if (status === undefined) return !isMistake(error);
  return status >= 500 || status === 408 || status === 409 || status === 429;
}

/** Without an answer it was the network, or a mistake in our own code, which must surface at once. */
function isMistake(error: Error): boolean {
  return [TypeError, RangeError, ReferenceError, SyntaxError].some((kind) => error instanceof kind);
}
