import type { Selection } from './selection.ts';

/** What the subscriber is asked to do. */
export type Request =
  /**
   * All groups into line with the selection; `previous` is what was selected before, if it changed.
   * `applied`: Terraform asks, so what the function needs may have been made a moment ago.
   */
  | { kind: 'align'; previous: Selection | undefined; applied: boolean }
  /** Take the filters away again, from the present and the previous selection. */
  | { kind: 'withdraw'; previous: Selection | undefined }
  /** A log group was created: see to this one alone. */
  | { kind: 'created'; name: string }
  /** The creation of a log group that failed. */
  | { kind: 'nothing' };

/** The event is none that the subscriber knows. */
export class UnknownEventError extends Error {
  override readonly name = 'UnknownEventError';
}

/**
 * Reads what invoked the subscriber: Terraform's `aws_lambda_invocation` with
 * `lifecycle_scope = "CRUD"`, the schedule, or EventBridge's event of CloudTrail about a
 * `CreateLogGroup`.
 *
 * @throws UnknownEventError
 */
export function parseRequest(event: unknown): Request {
  const { logdrive, tf, detail } = membersOf(event);
  if (logdrive === 'subscribe') return fromTerraform(tf);
  const { eventName, errorCode, requestParameters } = membersOf(detail);
  const { logGroupName } = membersOf(requestParameters);
  if (eventName === 'CreateLogGroup') {
    if (errorCode) return { kind: 'nothing' };
    if (typeof logGroupName === 'string') return { kind: 'created', name: logGroupName };
  }
  throw new UnknownEventError(
    'the event is neither {"logdrive":"subscribe"} nor a CreateLogGroup of CloudTrail',
  );
}

/** The schedule sends no `tf`. */
function fromTerraform(tf: unknown): Request {
  const { action, prev_input: before } = membersOf(tf);
  const previous = readSelection(membersOf(before).selection);
  if (action === 'delete') return { kind: 'withdraw', previous };
  return { kind: 'align', previous, applied: action !== undefined };
}

function readSelection(value: unknown): Selection | undefined {
  const { include, tags, exclude } = membersOf(value);
  if (!Array.isArray(include)) return undefined;
  return {
    include: include.map(String),
    tags: membersOf(tags) as Record<string, string>,
    exclude: Array.isArray(exclude) ? exclude.map(String) : [],
  };
}

function membersOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
