/** Codes after which the same call may succeed a moment later. */
const passingCodes = new Set([
  'ThrottlingException',
  'Throttling',
  'TooManyRequestsException',
  'RequestLimitExceeded',
  'ServiceUnavailableException',
  'OperationAbortedException', // another change of the same log group is under way
  'InternalFailure',
  'RequestTimeout',
  'TimeoutError',
  'ExpiredToken',
]);

/** The name of a service's error, such as `ResourceNotFoundException`. */
export function codeOf(error: unknown): string {
  return error instanceof Error ? error.name : '';
}

/** Whether the same call may succeed when tried again: throttled, not answered, or a 5xx. */
export function isPassing(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (passingCodes.has(error.name)) return true;
  const { $metadata, code } = error as { $metadata?: { httpStatusCode?: number }; code?: unknown };
  const status = $metadata?.httpStatusCode;
  // Without an answer it was the network, whose errors have a code, or a mistake of our own.
  return status === undefined ? typeof code === 'string' : status >= 500 || status === 429;
}

/**
 * Whether CloudWatch Logs could not use the destination. It tries it out with each filter: a role,
 * stream or permission that was made a moment ago is refused for some seconds, a wrong one for ever.
 */
export function isDestinationRefusal(error: unknown): boolean {
  return (
    error instanceof Error &&
    codeOf(error) === 'InvalidParameterException' &&
    /could not (deliver|execute)|unable to assume|assume (the )?role|not.* in active state/i.test(
      error.message,
    )
  );
}

/**
 * Whether CloudWatch Logs wants no role for the destination. A log destination that is open to an
 * organization asks for one, any other can do without; whether that one takes it, AWS leaves open.
 */
export function isRoleRefusal(error: unknown): boolean {
  return (
    error instanceof Error &&
    codeOf(error) === 'InvalidParameterException' &&
    /cannot be used with roleArn/i.test(error.message)
  );
}

/** Codes of a refusal. Where a role was made seconds ago, its very credentials can be unknown yet. */
const denialCodes = new Set([
  'AccessDeniedException',
  'AccessDenied',
  'UnrecognizedClientException',
  'InvalidClientTokenId',
]);

/** Whether the caller may not do it: for ever, or since IAM's news has not spread yet. */
export function isDenial(error: unknown): boolean {
  return denialCodes.has(codeOf(error));
}

/** The function's role may not do something. The message names the action and says where to look. */
export class NotAllowedError extends Error {
  override readonly name = 'AccessDenied';

  /** @param attempted the action that was called, should AWS not name the one that is missing */
  constructor(attempted: string, cause: unknown) {
    const said = cause instanceof Error ? cause.message : String(cause);
    const missing = /not authorized to perform:? *([a-z0-9-]+:[A-Za-z]+)/.exec(said)?.[1];
    super(
      `${missing ?? attempted} is not allowed. The role of the function allows it: look for a permissions ` +
        'boundary, a policy of the organization, or a log destination that is not open to this account. ' +
        `AWS says: ${said}`,
      { cause },
    );
  }
}
