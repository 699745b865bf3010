/** The text of an envelope. */
export interface EnvelopeText {
  /** The envelope with this one of its log events in it, as JSON. */
  withOnly(index: number): Buffer;
}

/** Where an event inside a CloudWatch Logs envelope came from, and what the service says of it. */
export interface CloudWatchOrigin {
  /** `@aws.account` of the event where the service gives it, else the envelope's owner. */
  account: string;
  logGroup: string;
  logStream: string;
  /** The service's id of the event, as text; may be empty or repeated. */
  eventId: string;
  /** The message as the envelope has it; JSON text where it is no string. */
  readonly message: string | Buffer;
  /** Epoch milliseconds from the envelope; undefined when it is missing or unreadable. */
  timestampMs: number | undefined;
  /** `@aws.region` of the event where the service gives it; else the event is of the stream's region. */
  region?: string | undefined;
  /** The columns that the subscription's filter pattern took out of the message, as they arrived. */
  extractedFields?: Record<string, unknown> | undefined;
  /** The envelope that it came in, and its place in there: what outlives the rest, for `original`. */
  readonly envelope: EnvelopeText;
  readonly index: number;
  /** CRC-32 of owner, log group and log stream: tells equal ids of different streams apart. */
  readonly streamChecksum: number;
  /**
   * `{logGroup, logStream, account, region}` as JSON text.
   *
   * @param region of the stream, for events that do not say their own
   */
  sourceJson(region: string): string;
  /** The envelope with this one event in it, as JSON: what quarantine keeps and replay sends. */
  original(): Buffer;
}

/**
 * Whether an object is an envelope and not an application's own object that happens to have a
 * `logGroup`: it has a message type, a log group and a list of log events, or, where the list is
 * missing or unreadable, everything else that the service writes.
 */
export function isEnvelope(value: Record<string, unknown>): boolean {
  // Nearly every object is settled by this one look.
  if (typeof value.messageType !== 'string') return false;
  if (typeof value.logGroup !== 'string') return false;
  if (Array.isArray(value.logEvents)) return true;
  return typeof value.logStream === 'string' && Array.isArray(value.subscriptionFilters);
}
