import type { QuarantineEntry } from '@logdrive/log-stream';
import { memberPath } from '../../packages/log-stream/src/schema/member-path.ts';
import { spelledWithoutId } from '../../scripts/demo/account/log-id.ts';
import type { SentEvent } from '../../scripts/demo/events.ts';
import { partitionOf } from '../../scripts/demo/samples/shop-events.ts';

/** A document as a search engine gives it back. */
export interface FoundDocument {
  _index: string;
  _id: string;
  _version: number;
  _source: Record<string, unknown>;
}

/** An event that the engine refused, and what it said. */
export interface RefusedEvent {
  event: SentEvent;
  reason: string;
  detail: string;
}

const logId = memberPath('log_id');
const time = memberPath('time');
const isoWithZone = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/;

/**
 * The value of an event without its log id, which the pipeline may have given it, and its time, which it
 * may have written in a form that engines read: what is left is how the event is found again.
 */
function spelled(bytes: Buffer): string | undefined {
  const withoutId = spelledWithoutId(bytes, logId);
  const value = withoutId && spelledWithoutId(withoutId.subarray(1), time);
  return value?.toString('latin1');
}

/** `date=YYYY-MM-DD/hour=HH` under which a document is found; undefined when its time is not to be read. */
function hourFound({ time }: Record<string, unknown>): string | undefined {
  const readable = typeof time === 'number' || isoWithZone.test(String(time));
  return readable ? hourOf(partitionOf('', new Date(time as string | number))) : undefined;
}

function hourOf(partition: string | undefined): string | undefined {
  return partition?.slice(partition.lastIndexOf('date='));
}

/**
 * Holds what a search engine and the quarantine have against what was sent: a document must be a sent
 * event by its value, a quarantined entry by its bytes, and each may be found once.
 */
export class AccountOfEvents {
  /** What does not fit, in words. */
  readonly problems: string[] = [];
  readonly refused: RefusedEvent[] = [];
  readonly sent: readonly SentEvent[];
  readonly #left = new Set<SentEvent>();
  readonly #byValue = new Map<string, SentEvent[]>();
  readonly #byBytes = new Map<string, SentEvent[]>();

  constructor(events: readonly SentEvent[]) {
    this.sent = events;
    for (const event of events) {
      this.#left.add(event);
      remember(this.#byBytes, event.bytes.toString('latin1'), event);
      const value = spelled(event.bytes);
      if (value !== undefined) remember(this.#byValue, value, event);
    }
  }

  /** Takes in all documents, after all of the quarantine: what differs in its time alone is no twin then. */
  found(documents: readonly FoundDocument[]): void {
    const ids = new Set<string>();
    for (const { _id: id, _index: index, _source: source } of documents) {
      if (ids.has(id)) this.problems.push(`${id} is there twice, once in ${index}`);
      ids.add(id);
      if (String(source.log_id) !== id) this.problems.push(`${id} has another log id`);
      const hour = hourFound(source);
      const like = this.#byValue.get(spelled(Buffer.from(JSON.stringify(source))) ?? '');
      const event =
        this.#take(like?.filter(({ partition }) => hourOf(partition) === hour)) ?? this.#take(like);
      if (event === undefined) this.problems.push(`${index} holds ${id}, not sent or twice`);
      else if (event.fate !== 'delivered') this.problems.push(`${id} must be ${event.fate}`);
      else if (hour === undefined || (hourOf(event.partition) ?? hour) !== hour)
        this.problems.push(`${id} is found under the time ${source.time}`);
    }
  }

  /** Takes in a line of the quarantine. */
  quarantined(line: Buffer): void {
    const { reason, detail, data } = JSON.parse(line.toString()) as QuarantineEntry;
    const event = this.#take(this.#byBytes.get(Buffer.from(data, 'base64').toString('latin1')));
    if (event === undefined) this.problems.push(`quarantined (${reason}), not sent or twice`);
    else if (event.fate === 'delivered' && reason.startsWith('refused:'))
      this.refused.push({ event, reason, detail });
    else if (event.fate !== reason)
      this.problems.push(`${reason} instead of ${event.fate}: ${event.bytes.subarray(0, 120)}`);
  }

  /** What was neither found nor quarantined. */
  missing(): SentEvent[] {
    return [...this.#left];
  }

  #take(events: SentEvent[] = []): SentEvent | undefined {
    const event = events.find((candidate) => this.#left.has(candidate));
    if (event !== undefined) this.#left.delete(event);
    return event;
  }
}

function remember(map: Map<string, SentEvent[]>, key: string, event: SentEvent): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [event]);
  else known.push(event);
}
