import { hash } from 'node:crypto';

export interface UserRecordOptions {
  /** Text is sent as UTF-8. */
  data: string | Buffer;
  partitionKey?: string;
  explicitHashKey?: string;
}

/** The data of a Kinesis record into which the Kinesis Producer Library has packed these records. */
export function kplAggregate(userRecords: readonly UserRecordOptions[]): Buffer {
  const partitionKeys = new KeyTable();
  const explicitHashKeys = new KeyTable();
  const records = userRecords.map(({ data, partitionKey = 'partition-key', explicitHashKey }) =>
    Buffer.concat([
      numberField(1, partitionKeys.indexOf(partitionKey)),
      explicitHashKey === undefined
        ? Buffer.alloc(0)
        : numberField(2, explicitHashKeys.indexOf(explicitHashKey)),
      bytesField(3, Buffer.from(data)),
    ]),
  );
  return kplEnvelope(
    Buffer.concat([
      ...partitionKeys.keys.map((key) => bytesField(1, Buffer.from(key))),
      ...explicitHashKeys.keys.map((key) => bytesField(2, Buffer.from(key))),
      ...records.map((record) => bytesField(3, record)),
    ]),
  );
}

/** Any message between the magic of an aggregate and its digest, for messages that do not fit. */
export function kplEnvelope(message: Buffer): Buffer {
  return Buffer.concat([Buffer.from('f3899ac2', 'hex'), message, hash('md5', message, 'buffer')]);
}

class KeyTable {
  readonly keys: string[] = [];

  indexOf(key: string): number {
    const index = this.keys.indexOf(key);
    return index === -1 ? this.keys.push(key) - 1 : index;
  }
}

/** A protobuf field that holds a number. */
export function numberField(field: number, value: number): Buffer {
  return Buffer.concat([varint(field * 8), varint(value)]);
}

/** A protobuf field that holds bytes, text or a message. */
export function bytesField(field: number, bytes: Buffer): Buffer {
  return Buffer.concat([varint(field * 8 + 2), varint(bytes.length), bytes]);
}

function varint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  while (rest >= 0x80) {
    bytes.push((rest % 0x80) + 0x80);
    rest = Math.floor(rest / 0x80);
  }
  return Buffer.from([...bytes, rest]);
}
