import { hash } from 'node:crypto';
import type { WriteRecord } from './write-record.ts';

const magic = Buffer.from('f3899ac2', 'hex');
const digestBytes = 16;
const frameBytes = magic.length + digestBytes;

/** Readers, ours among them, bound the number of events that one record may hold. */
const mostRecords = 10_000;

/** Fields of the protobuf messages `AggregatedRecord` and, inside it, `Record`: number and wire type. */
const tag = {
  partitionKeyTable: 0x0a,
  explicitHashKeyTable: 0x12,
  records: 0x1a,
  partitionKeyIndex: 0x08,
  explicitHashKeyIndex: 0x10,
  data: 0x1a,
} as const;

/** Whether the data passes for an aggregate: readers take one apart once, not one inside another. */
export function looksAggregated(data: Uint8Array): boolean {
  return data[0] === magic[0] && magic.every((byte, at) => data[at] === byte);
}

/**
 * Packs records into one in the format of the Kinesis Producer Library. All of them have the same
 * explicit hash key, or none and the same partition key: so they belong to one shard, and still do
 * after the stream is resharded. (The Kinesis Client Library drops those that do not.)
 *
 * @see https://github.com/awslabs/amazon-kinesis-producer/blob/master/aggregation-format.md
 */
export class AggregateBuilder {
  readonly #explicitHashKey: string | undefined;
  readonly #partitionKeys = new Map<string, number>();
  readonly #packed: { keyIndex: number; data: Uint8Array }[] = [];
  #messageBytes: number;
  /** Of the first record's partition key, under which the aggregate goes. */
  #outerKeyBytes = 0;

  constructor(explicitHashKey: string | undefined) {
    this.#explicitHashKey = explicitHashKey;
    this.#messageBytes = explicitHashKey === undefined ? 0 : fieldBytes(explicitHashKey.length);
  }

  /**
   * Adds the record unless the aggregate, with its partition key, would have more than `maxBytes`,
   * or holds 10,000 records.
   *
   * @returns whether it was added
   */
  add({ partitionKey, data }: WriteRecord, maxBytes: number): boolean {
    if (this.#packed.length === mostRecords) return false;
    const known = this.#partitionKeys.get(partitionKey);
    const keyBytes = known === undefined ? Buffer.byteLength(partitionKey) : 0;
    const keyIndex = known ?? this.#partitionKeys.size;
    const key = known === undefined ? fieldBytes(keyBytes) : 0;
    const messageBytes =
      this.#messageBytes + key + fieldBytes(this.#innerBytes(keyIndex, data.byteLength));
    const outerKeyBytes = this.#packed.length === 0 ? keyBytes : this.#outerKeyBytes;
    if (frameBytes + outerKeyBytes + messageBytes > maxBytes) return false;
    if (known === undefined) this.#partitionKeys.set(partitionKey, keyIndex);
    this.#packed.push({ keyIndex, data });
    this.#messageBytes = messageBytes;
    this.#outerKeyBytes = outerKeyBytes;
    return true;
  }

  /** The aggregate, under the first record's partition key. At least one record must be in it. */
  build(): WriteRecord {
    const end = magic.length + this.#messageBytes;
    const data = Buffer.allocUnsafe(end + digestBytes);
    magic.copy(data);
    this.#write(new MessageWriter(data, magic.length));
    hash('md5', data.subarray(magic.length, end), 'buffer').copy(data, end);
    const [partitionKey = ''] = this.#partitionKeys.keys();
    return { data, partitionKey, explicitHashKey: this.#explicitHashKey };
  }

  /** Bytes of one `Record`. The index of the hash key is 0 and takes two bytes. */
  #innerBytes(keyIndex: number, dataBytes: number): number {
    const hashKeyIndex = this.#explicitHashKey === undefined ? 0 : 2;
    return 1 + varintBytes(keyIndex) + hashKeyIndex + fieldBytes(dataBytes);
  }

  #write(message: MessageWriter): void {
    for (const key of this.#partitionKeys.keys()) message.text(tag.partitionKeyTable, key);
    const hashKey = this.#explicitHashKey;
    if (hashKey !== undefined) message.text(tag.explicitHashKeyTable, hashKey);
    for (const { keyIndex, data } of this.#packed) {
      message.number(tag.records, this.#innerBytes(keyIndex, data.byteLength));
      message.number(tag.partitionKeyIndex, keyIndex);
      if (hashKey !== undefined) message.number(tag.explicitHashKeyIndex, 0);
      message.bytes(tag.data, data);
    }
  }
}

/** Writes protobuf fields into a buffer that is large enough. */
class MessageWriter {
  readonly #buffer: Buffer;
  #at: number;

  constructor(buffer: Buffer, at: number) {
    this.#buffer = buffer;
    this.#at = at;
  }

  /** A tag and a number: a field's value, or the length of what follows. */
  number(fieldTag: number, value: number): void {
    this.#buffer[this.#at++] = fieldTag;
    let rest = value;
    for (; rest > 0x7f; rest >>>= 7) this.#buffer[this.#at++] = (rest & 0x7f) | 0x80;
    this.#buffer[this.#at++] = rest;
  }

  bytes(fieldTag: number, value: Uint8Array): void {
    this.number(fieldTag, value.byteLength);
    this.#buffer.set(value, this.#at);
    this.#at += value.byteLength;
  }

  text(fieldTag: number, value: string): void {
    this.number(fieldTag, Buffer.byteLength(value));
    this.#at += this.#buffer.write(value, this.#at);
  }
}

/** Bytes of a field that holds `length` bytes, with its tag and its length. */
function fieldBytes(length: number): number {
  return 1 + varintBytes(length) + length;
}

function varintBytes(value: number): number {
  let bytes = 1;
  for (let rest = value >>> 7; rest > 0; rest >>>= 7) bytes += 1;
  return bytes;
}
