/** Thrown where bytes are no protobuf message, or not the one expected. */
export class MalformedMessageError extends Error {
  override name = 'MalformedMessageError';
}

const wireVarint = 0;
const wire64 = 1;
const wireBytes = 2;
const wire32 = 5;

/**
 * Walks the fields of one protobuf message without copying: `next()`, look at `field`, then one of
 * `varint()`, `bytes()` or `skip()`. Each throws MalformedMessageError where the bytes do not fit.
 */
export class ProtobufReader {
  /** Number of the current field. */
  field = 0;
  private wireType = 0;
  private at = 0;
  private readonly message: Buffer;

  constructor(message: Buffer) {
    this.message = message;
  }

  /** Moves to the next field; false at the end of the message. */
  next(): boolean {
    if (this.at === this.message.length) return false;
    const tag = this.readVarint();
    this.field = Math.floor(tag / 8);
    this.wireType = tag % 8;
    return true;
  }

  /** A number; past 2^53 it is not exact. */
  varint(): number {
    if (this.wireType !== wireVarint) throw new MalformedMessageError();
    return this.readVarint();
  }

  /** A view of the bytes of a string, bytes or message field. */
  bytes(): Buffer {
    if (this.wireType !== wireBytes) throw new MalformedMessageError();
    const length = this.readVarint();
    const start = this.at;
    this.advance(length);
    return this.message.subarray(start, this.at);
  }

  /** Passes over a field that is not known. */
  skip(): void {
    if (this.wireType === wireVarint) this.readVarint();
    else if (this.wireType === wireBytes) this.bytes();
    else if (this.wireType === wire64) this.advance(8);
    else if (this.wireType === wire32) this.advance(4);
    else throw new MalformedMessageError();
  }

  private advance(length: number): void {
    if (length > this.message.length - this.at) throw new MalformedMessageError();
    this.at += length;
  }

  private readVarint(): number {
    let value = 0;
    // A varint of 64 bits has ten bytes at most.
    for (let scale = 1; scale < 2 ** 70; scale *= 128) {
      const byte = this.message[this.at];
      if (byte === undefined) throw new MalformedMessageError();
      this.at += 1;
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value;
    }
    throw new MalformedMessageError();
  }
}
