import { elementSpans, memberSpan } from './json-members.ts';
import type { Span } from './json-span.ts';

/**
 * The text of an envelope, for what its parsed value has lost: digits of large numbers, repeated keys,
 * and the event that is quarantined as it arrived. The text is only searched when first asked for.
 */
export class RawEnvelope {
  private readonly bytes: Buffer;
  private readonly headJson: string;
  private spans: Span[] | undefined = undefined;

  /**
   * @param bytes JSON text of an envelope that has been parsed
   * @param headJson the envelope's members but for its log events, as a JSON object
   */
  constructor(bytes: Buffer, headJson: string) {
    this.bytes = bytes;
    this.headJson = headJson;
  }

  /** Bytes of one log event, a view. */
  event(index: number): Buffer {
    this.spans ??= this.findEvents();
    const span = this.spans[index];
    if (span === undefined) throw new RangeError(`the envelope has no log event ${index}`);
    return this.bytes.subarray(span.start, span.end);
  }

  /** Bytes of a member of one log event, a view. */
  member(index: number, key: string): Buffer {
    const event = this.event(index);
    const span = memberSpan(event, 0, key);
    if (span === undefined) throw new RangeError(`log event ${index} has no ${key}`);
    return event.subarray(span.start, span.end);
  }

  /** The envelope with this one log event in it, and with others where they are given. */
  withOnly(index: number, others: readonly number[] = []): Buffer {
    const before = Buffer.from(`${this.headJson.slice(0, -1)},"logEvents":[`);
    const parts = [before, this.event(index)];
    for (const other of others) parts.push(comma, this.event(other));
    parts.push(Buffer.from(']}'));
    return Buffer.concat(parts);
  }

  private findEvents(): Span[] {
    const list = memberSpan(this.bytes, 0, 'logEvents');
    return list === undefined ? [] : elementSpans(this.bytes, list.start);
  }
}

const comma = Buffer.from(',');
