import type { RefusedRecord, WriteRefusal } from './write-outcome.ts';

/** A record to be written to a Kinesis stream. */
export interface WriteRecord {
  /** The bytes as they shall arrive; may be empty. */
  data: Uint8Array;
  /** 1 to 256 characters; its MD5 chooses the shard unless there is an explicit hash key. */
  partitionKey: string;
  /** Chooses the shard by itself: a decimal number from 0 to 2^128 - 1. */
  explicitHashKey?: string | undefined;
}

const partitionKeyCharacters = 256;
const decimal = /^(?:0|[1-9]\d{0,38})$/;
const hashKeys = 2n ** 128n;

/** What a record counts against the limits of Kinesis: its data and its partition key as UTF-8. */
export function recordBytes({ data, partitionKey }: WriteRecord): number {
  return data.byteLength + Buffer.byteLength(partitionKey);
}

/**
 * What Kinesis would refuse about a record. One such record would make it refuse the whole call.
 *
 * @param bytes its `recordBytes`
 * @param maxBytes the stream's limit for data and partition key together
 * @returns undefined for a sound record
 */
export function checkRecord(
  { partitionKey, explicitHashKey }: WriteRecord,
  bytes: number,
  maxBytes: number,
): RefusedRecord | undefined {
  const keyProblem = checkPartitionKey(partitionKey);
  if (keyProblem !== undefined) return refused('refused:partition_key', keyProblem);
  if (explicitHashKey !== undefined && !isHashKey(explicitHashKey)) {
    const detail = 'the explicit hash key is not a decimal number from 0 to 2^128 - 1';
    return refused('refused:explicit_hash_key', detail);
  }
  if (bytes > maxBytes) {
    const detail = `data and partition key have ${bytes} bytes, the limit is ${maxBytes}`;
    return refused('too_large', detail);
  }
  return undefined;
}

function refused(reason: WriteRefusal, detail: string): RefusedRecord {
  return { status: 'refused', reason, detail };
}

function checkPartitionKey(key: string): string | undefined {
  if (key === '') return 'the partition key is empty';
  // A string's length counts UTF-16 units, of which a character has one or two.
  if (key.length > partitionKeyCharacters) {
    const characters = Array.from(key).length;
    if (characters > partitionKeyCharacters) {
      return `the partition key has ${characters} characters, the limit is ${partitionKeyCharacters}`;
    }
  }
  return key.isWellFormed() ? undefined : 'the partition key is not well-formed Unicode';
}

function isHashKey(key: string): boolean {
  return decimal.test(key) && BigInt(key) < hashKeys;
}
