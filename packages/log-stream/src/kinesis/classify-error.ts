import { KinesisWriteError, type WriteFailure } from './write-error.ts';

/** Besides those of Kinesis the codes that all of AWS uses: another service may answer in its place. */
const codes: Partial<Record<WriteFailure, readonly string[]>> = {
  throttled: [
    'ProvisionedThroughputExceededException',
    'LimitExceededException',
    'KMSThrottlingException',
    'Throttling',
    'ThrottlingException',
    'ThrottledException',
    'RequestLimitExceeded',
    'TooManyRequestsException',
    'SlowDown',
  ],
  internal: [
    'InternalFailure',
    'InternalFailureException',
    'InternalServerError',
    'ServiceUnavailable',
    'ServiceUnavailableException',
  ],
  timeout: ['RequestTimeout', 'RequestTimeoutException'],
  credentials: [
    'CredentialsProviderError',
    'ExpiredToken',
    'ExpiredTokenException',
    'RequestExpired',
    'RequestTimeTooSkewed',
    'TokenRefreshRequired',
  ],
  invalid: [
    'InvalidArgumentException',
    'RequestEntityTooLargeException',
    'SerializationException',
    'ValidationException',
  ],
};

const failureByCode = new Map(
  Object.entries(codes).flatMap(([failure, names]) =>
    names.map((name) => [name, failure as WriteFailure] as const),
  ),
);

/** What it means that Kinesis took the call, and not this record of it. */
export function entryError(code: string, message: string): KinesisWriteError {
  return new KinesisWriteError(failureByCode.get(code) ?? 'internal', code, message);
}

/**
 * What an error of the SDK means for the call.
 *
 * @returns undefined when it is neither an answer nor trouble on the way to one: a bug
 */
export function callError(error: unknown): KinesisWriteError | undefined {
  if (!(error instanceof Error)) return undefined;
  const { httpStatusCode: status, clockSkewCorrected = false } = metadataOf(error);
  const failure =
    status === undefined
      ? unansweredFailure(error)
      : answeredFailure(error, status, clockSkewCorrected);
  if (failure === undefined) return undefined;
  return new KinesisWriteError(failure, codeOf(error), error.message, { cause: error });
}

function answeredFailure(error: Error, status: number, clockSkewCorrected: boolean): WriteFailure {
  // The SDK has set its clock by the answer, or signs anew what waited too long: the next may do.
  if (clockSkewCorrected || error.message.startsWith('Signature expired')) return 'credentials';
  const known = failureByCode.get(error.name);
  if (known !== undefined) return known;
  if (status < 300) return 'connection'; // it took effect, and its answer cannot be read
  if (status >= 500) return 'internal';
  if (status === 408) return 'timeout';
  if (status === 413) return 'invalid';
  return status === 429 ? 'throttled' : 'denied';
}

/** What the HTTP/2 handler says of a session that ended under a request, and calls a timeout. */
const noResponse = 'did not get a response';

function unansweredFailure(error: Error): WriteFailure | undefined {
  const known = failureByCode.get(error.name);
  if (known !== undefined) return known;
  const code = codeOf(error);
  if (code === 'ETIMEDOUT') return 'timeout';
  if (code !== error.name || error.message.includes(noResponse)) return 'connection';
  if (error.name === 'TimeoutError') return 'timeout';
  // The HTTP/2 handler reports broken streams as plain errors; one of ours has a type of its own.
  return error.constructor === Error ? 'connection' : undefined;
}

interface SdkMetadata {
  httpStatusCode?: number;
  clockSkewCorrected?: boolean;
}

function metadataOf(error: Error): SdkMetadata {
  return (error as { $metadata?: SdkMetadata }).$metadata ?? {};
}

/** Node's code where there is one, such as `ECONNRESET`, else the error's name. */
function codeOf(error: Error): string {
  const { code } = error as { code?: unknown };
  return typeof code === 'string' ? code : error.name;
}
