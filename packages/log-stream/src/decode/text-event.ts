import type { CloudWatchOrigin } from './cloudwatch-envelope.ts';
import type { DecodedEvent, JsonObject } from './decoded-event.ts';
import type { UserRecord } from './kpl-aggregate.ts';
import type { KinesisStreamRecord } from './record.ts';

/** An event out of the text of an envelope; its bytes are made when they are asked for. */
export class TextEvent implements DecodedEvent {
  readonly value: JsonObject;
  readonly text: string;
  readonly record: KinesisStreamRecord;
  readonly position: number;
  readonly origin: CloudWatchOrigin;
  readonly userRecord: UserRecord | undefined;
  readonly format: string;

  constructor(
    value: JsonObject,
    text: string,
    record: KinesisStreamRecord,
    position: number,
    origin: CloudWatchOrigin,
    userRecord: UserRecord | undefined,
    format: string,
  ) {
    this.value = value;
    this.text = text;
    this.record = record;
    this.position = position;
    this.origin = origin;
    this.userRecord = userRecord;
    this.format = format;
  }

  get partitionKey(): string | undefined {
    return this.userRecord?.partitionKey;
  }

  get bytes(): Buffer {
    return Buffer.from(this.text);
  }
}
