/** What became of one event, or of bytes that are none. */
export interface Explanation {
  /**
   * `event`: delivered. `filtered`: its log type is not wanted. `quarantined`: kept aside with the
   * reason. `dropped`: a health check of CloudWatch Logs, or a line that it would not have taken.
   */
  status: 'event' | 'filtered' | 'quarantined' | 'dropped';
  /** A code, of what is not an event. */
  reason?: string;
  /** A sentence that says more than the reason. */
  detail?: string;
  /** What is undefined from here on could not be read. */
  logType?: string | undefined;
  logId?: string | undefined;
  /** The event's own time, ISO 8601 in UTC. */
  time?: string | undefined;
  /** Name of the line format that read it; `json` for what arrived as an object. */
  format?: string | undefined;
  /** The event as one line of JSON, as it would be delivered or as far as it came. */
  event?: Buffer | undefined;
  /** Key in S3; the object's own name depends on the whole batch and is a `*`. */
  s3Key?: string | undefined;
  /** Name of the index or data stream, with the settings of kinesis-to-es. */
  index?: string | undefined;
  /** The original bytes, of what could not be read as an event. */
  data?: Buffer | undefined;
}

/** One line of JSON without its newline. The event stands in it as it is, to its last digit. */
export function explanationLine(explanation: Explanation): string {
  const { status, reason, detail, logType, logId, time, format, event, s3Key, index, data } =
    explanation;
  const before = { status, reason, detail };
  const members = { log_type: logType, log_id: logId, time, format };
  const known = JSON.stringify({ ...before, ...nullsFor(members) });
  const after = JSON.stringify({ s3_key: s3Key, index, data: data?.toString('base64') });
  const rest = after === '{}' ? '}' : `,${after.slice(1)}`;
  return `${known.slice(0, -1)},"event":${event?.toString() ?? 'null'}${rest}`;
}

/** Members that are always there, so that a reader need not ask. */
function nullsFor(members: Record<string, string | undefined>): Record<string, string | null> {
  return Object.fromEntries(Object.entries(members).map(([key, value]) => [key, value ?? null]));
}
