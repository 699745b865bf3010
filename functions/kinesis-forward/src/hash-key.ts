import { hash } from 'node:crypto';
import type { UserRecord } from '@logdrive/log-stream';

const decimal = /^(?:0|[1-9]\d{0,38})$/;
const hashKeys = 2n ** 128n;

/** The explicit hash key of a record in an aggregate, where Kinesis would take it. */
export function soundHashKey(key: string | undefined): string | undefined {
  return key !== undefined && decimal.test(key) && BigInt(key) < hashKeys ? key : undefined;
}

/**
 * The place of an aggregate among the shards: that of its first record. Its own partition key says
 * nothing; the Kinesis Producer Library writes the same one for all of them.
 */
export function hashKeyOf({ partitionKey, explicitHashKey }: UserRecord): string {
  return soundHashKey(explicitHashKey) ?? String(BigInt(`0x${hash('md5', partitionKey)}`));
}
