/** Where an event inside a CloudWatch Logs envelope came from, and what the service says of it. */
export interface CloudWatchOrigin {
  account: string;
  logGroup: string;
  logStream: string;
  /** The service's id of the event, as text; may be empty or repeated. */
  eventId: string;
  /** Epoch milliseconds from the envelope; undefined when it is missing or unreadable. */
  timestampMs: number | undefined;
  /** The envelope with this one event in it, as JSON: what quarantine keeps and replay sends. */
  original(): Buffer;
}
