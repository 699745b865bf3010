import { hash } from 'node:crypto';
import type { WriteRecord } from './write-record.ts';

/**
 * Gives a record the explicit hash key of its part of the hash key range: the middle of the part
 * that the MD5 of its partition key falls into. A record with an explicit hash key keeps it.
 *
 * @param slots number of equal parts, 1 to 4,096
 */
export function createHashSlots(slots: number): (record: WriteRecord) => WriteRecord {
  const middles = Array.from({ length: slots }, (_, slot) =>
    String((BigInt(2 * slot + 1) << 127n) / BigInt(slots)),
  );
  return (record) => {
    if (record.explicitHashKey !== undefined) return record;
    const { data, partitionKey } = record;
    return { data, partitionKey, explicitHashKey: middles[slotOf(partitionKey, slots)] };
  };
}

/** By the leading 32 bits of the MD5, which tell parts of at least 2^116 keys apart well enough. */
function slotOf(partitionKey: string, slots: number): number {
  const leading = Number.parseInt(hash('md5', partitionKey).slice(0, 8), 16);
  return Math.floor((leading * slots) / 2 ** 32);
}
