import { hash } from 'node:crypto';
import { MalformedMessageError, ProtobufReader } from './protobuf-reader.ts';

/** One of the records that the Kinesis Producer Library packed into one Kinesis record. */
export interface UserRecord {
  partitionKey: string;
  explicitHashKey: string | undefined;
  /** A view into the aggregate, not a copy. */
  data: Buffer;
}

/** Tags, the fourth field of a record, are of no use to anyone yet and are left out. */
interface PackedRecord {
  partitionKeyIndex: number;
  explicitHashKeyIndex: number | undefined;
  data: Buffer;
}

const magic = Buffer.from('f3899ac2', 'hex');
const digestLength = 16;

/**
 * The user records of a KPL aggregate: magic, protobuf message, MD5 of the message.
 *
 * @returns undefined for data that is no aggregate: other magic, a digest that does not fit, a message
 *   that cannot be read, without records, or with an index past its table. It is an ordinary record.
 */
export function readAggregate(data: Buffer): UserRecord[] | undefined {
  if (data[0] !== magic[0] || !data.subarray(0, magic.length).equals(magic)) return undefined;
  const end = data.length - digestLength;
  if (end <= magic.length) return undefined;
  const message = data.subarray(magic.length, end);
  if (!hash('md5', message, 'buffer').equals(data.subarray(end))) return undefined;
  try {
    return readMessage(message);
  } catch (error) {
    if (error instanceof MalformedMessageError) return undefined;
    throw error;
  }
}

function readMessage(message: Buffer): UserRecord[] | undefined {
  const partitionKeys: string[] = [];
  const explicitHashKeys: string[] = [];
  const packed: PackedRecord[] = [];
  const reader = new ProtobufReader(message);
  while (reader.next()) {
    if (reader.field === 1) partitionKeys.push(reader.bytes().toString());
    else if (reader.field === 2) explicitHashKeys.push(reader.bytes().toString());
    else if (reader.field === 3) packed.push(readPackedRecord(reader.bytes()));
    else reader.skip();
  }
  if (packed.length === 0) return undefined;
  return packed.map(({ partitionKeyIndex, explicitHashKeyIndex, data }) => ({
    partitionKey: at(partitionKeys, partitionKeyIndex),
    explicitHashKey:
      explicitHashKeyIndex === undefined ? undefined : at(explicitHashKeys, explicitHashKeyIndex),
    data,
  }));
}

function readPackedRecord(message: Buffer): PackedRecord {
  let partitionKeyIndex: number | undefined;
  let explicitHashKeyIndex: number | undefined;
  let data: Buffer | undefined;
  const reader = new ProtobufReader(message);
  while (reader.next()) {
    if (reader.field === 1) partitionKeyIndex = reader.varint();
    else if (reader.field === 2) explicitHashKeyIndex = reader.varint();
    else if (reader.field === 3) data = reader.bytes();
    else reader.skip();
  }
  if (partitionKeyIndex === undefined || data === undefined) throw new MalformedMessageError();
  return { partitionKeyIndex, explicitHashKeyIndex, data };
}

function at(table: readonly string[], index: number): string {
  const entry = table[index];
  if (entry === undefined) throw new MalformedMessageError();
  return entry;
}
