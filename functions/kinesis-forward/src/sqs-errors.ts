import type { CallAnswer } from './sqs-lanes.ts';

const throttled =
  /(^|\.)(RequestThrottled|Throttl\w*|TooManyRequests\w*|SlowDown|Kms\w*Throttl\w*)$/i;
const credentials = /(^|\.)(ExpiredToken\w*|RequestExpired|CredentialsProviderError)$/;
const content = /(^|\.)(InvalidMessageContents|InvalidParameterValue\w*|InvalidAttributeValue)$/;

/** Codes that name the sender and yet say nothing of the message: a key or a permission, mendable. */
const mendable = /kms|AccessDenied|Throttl|ExpiredToken/i;

/**
 * What an error of the SDK means for the call.
 *
 * @returns undefined when it is neither an answer nor trouble on the way to one: a bug
 */
export function callFailure(error: unknown): CallAnswer | undefined {
  if (!(error instanceof Error)) return undefined;
  const { name } = error;
  const status = (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode;
  if (throttled.test(name) || credentials.test(name)) return { failed: 'passing', error };
  if (status === undefined) return isMistake(error) ? undefined : { failed: 'passing', error };
  if (isTooLarge(name, error.message) || status === 413) return { failed: 'size', error };
  if (content.test(name)) return { failed: 'content', error };
  // Below 300 the call took effect, and its answer cannot be read.
  const passes = status < 300 || status >= 500 || status === 408 || status === 429;
  return { failed: passes ? 'passing' : 'lasting', error };
}

/** Without an answer it was the network, or a mistake in our own code, which must surface at once. */
function isMistake(error: Error): boolean {
  return [TypeError, RangeError, ReferenceError, SyntaxError].some((kind) => error instanceof kind);
}

/** Whether SQS will never take the message of an entry that failed with this code. */
export function isRefusal(code: string, senderFault: boolean): boolean {
  return senderFault && !mendable.test(code);
}

/**
 * Whether SQS finds a message, or all of a call, too large. A queue has a limit of its own, and for that
 * SQS has no code of its own, but words: `Message must be shorter than 262144 bytes`.
 */
export function isTooLarge(code: string, words: string): boolean {
  return /(^|\.)BatchRequestTooLong$/.test(code) || /must be shorter than \d+ bytes/.test(words);
}
