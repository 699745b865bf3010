/**
 * What kept a record from being written.
 * - `throttled`: the call, or the record's shard, was over its rate
 * - `internal`: the service failed
 * - `timeout`: no answer in time; the records may have been written
 * - `connection`: no connection, or it broke; the records may have been written
 * - `credentials`: a token or signature out of date, or no credentials to be had
 * - `denied`: no permission, no such stream, an encryption key that cannot be used
 * - `invalid`: the service found fault with the content of the call
 * - `deadline`: the time was up before the first attempt
 */
export type WriteFailure =
  | 'throttled'
  | 'internal'
  | 'timeout'
  | 'connection'
  | 'credentials'
  | 'denied'
  | 'invalid'
  | 'deadline';

/** The same call may succeed a moment later. The others want a person, another call, or more time. */
const passing: ReadonlySet<WriteFailure> = new Set([
  'throttled',
  'internal',
  'timeout',
  'connection',
  'credentials',
]);

/** An attempt to write that failed, for a whole call or for one of its records. */
export class KinesisWriteError extends Error {
  override readonly name = 'KinesisWriteError';
  readonly failure: WriteFailure;
  /** The service's or Node's own code, such as `ProvisionedThroughputExceededException`. */
  readonly code: string;

  constructor(failure: WriteFailure, code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.failure = failure;
    this.code = code;
  }

  get mayPass(): boolean {
    return passing.has(this.failure);
  }
}
