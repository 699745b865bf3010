/** One entry of a PutRecords call as it was sent. */
export interface SentRecord {
  data: Buffer;
  partitionKey: string;
  explicitHashKey?: string;
}

/** What the stream and its endpoint take; the default is what every one of them takes. */
export interface FakeKinesisLimits {
  /** Records a call. Default 500. */
  callRecords: number;
  /** Bytes a call, partition keys included. Default 5 MiB. */
  callBytes: number;
  /** Bytes a record, partition key included. Default 1 MiB. */
  recordBytes: number;
}

const mebibyte = 1024 * 1024;

export const defaultLimits: FakeKinesisLimits = {
  callRecords: 500,
  callBytes: 5 * mebibyte,
  recordBytes: mebibyte,
};

/** The limits that a call breaks, each in words. Kinesis refuses the whole call for any of them. */
export function brokenLimits(records: readonly SentRecord[], limits: FakeKinesisLimits): string[] {
  const broken: string[] = [];
  if (records.length === 0) broken.push('a call without records');
  if (records.length > limits.callRecords) {
    broken.push(`${records.length} records in a call, the limit is ${limits.callRecords}`);
  }
  const bytes = records.reduce((sum, record) => sum + bytesOf(record), 0);
  if (bytes > limits.callBytes) {
    broken.push(`${bytes} bytes in a call, the limit is ${limits.callBytes}`);
  }
  records.forEach((record, index) => {
    for (const problem of brokenByRecord(record, limits))
      broken.push(`record ${index}: ${problem}`);
  });
  return broken;
}

function bytesOf({ data, partitionKey }: SentRecord): number {
  return data.length + Buffer.byteLength(partitionKey);
}

function brokenByRecord(record: SentRecord, limits: FakeKinesisLimits): string[] {
  const broken: string[] = [];
  const bytes = bytesOf(record);
  if (bytes > limits.recordBytes) {
    broken.push(`${bytes} bytes, the limit is ${limits.recordBytes}`);
  }
  const characters = [...record.partitionKey].length;
  if (characters < 1 || characters > 256) {
    broken.push(`a partition key of ${characters} characters, the limits are 1 and 256`);
  }
  const { explicitHashKey } = record;
  if (explicitHashKey !== undefined && !isHashKey(explicitHashKey)) {
    broken.push(`the explicit hash key ${explicitHashKey}`);
  }
  return broken;
}

function isHashKey(key: string): boolean {
  return /^\d+$/.test(key) && String(BigInt(key)) === key && BigInt(key) < 2n ** 128n;
}
