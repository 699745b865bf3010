import { deaggregateSync, type UserRecord } from 'aws-kinesis-agg';
import fc from 'fast-check';
import { readAggregate } from '../decode/kpl-aggregate.ts';
import { AggregateBuilder, looksAggregated } from './aggregate-builder.ts';
import { recordBytes, type WriteRecord } from './write-record.ts';

const keys = fc.string({ minLength: 1, maxLength: 40, unit: 'binary' });
const hashKeys = fc.bigInt({ min: 0n, max: 2n ** 128n - 1n }).map(String);
const contents = fc.oneof(
  fc.uint8Array({ maxLength: 20 }),
  fc.uint8Array({ minLength: 100, maxLength: 300 }),
  fc.constant(new Uint8Array(20_000)),
);

const withOneHashKey = fc.tuple(
  hashKeys,
  fc.array(fc.tuple(keys, contents), { minLength: 1, maxLength: 150, size: 'max' }),
);
const withOnePartitionKey = fc.tuple(keys, fc.array(contents, { minLength: 1, maxLength: 40 }));
/** Records that may share an aggregate. */
const sharing: fc.Arbitrary<WriteRecord[]> = fc.oneof(
  withOneHashKey.map(([explicitHashKey, records]) =>
    records.map(([partitionKey, data]) => ({ data, partitionKey, explicitHashKey })),
  ),
  withOnePartitionKey.map(([partitionKey, all]) =>
    all.map((data) => ({ data, partitionKey, explicitHashKey: undefined })),
  ),
);

/** Packs the records, and checks that their size is counted to the byte. */
function pack(records: readonly WriteRecord[]): WriteRecord {
  const aggregate = packWithin(records, Number.POSITIVE_INFINITY);
  if (aggregate === undefined) throw new Error('there is no limit to break');
  const bytes = recordBytes(aggregate);
  expect(packWithin(records, bytes)).toBeDefined();
  expect(packWithin(records, bytes - 1)).toBeUndefined();
  expect(aggregate.partitionKey).toBe(records[0]?.partitionKey);
  expect(aggregate.explicitHashKey).toBe(records[0]?.explicitHashKey);
  return aggregate;
}

function packWithin(records: readonly WriteRecord[], maxBytes: number): WriteRecord | undefined {
  const builder = new AggregateBuilder(records[0]?.explicitHashKey);
  return records.every((record) => builder.add(record, maxBytes)) ? builder.build() : undefined;
}

const plain = ({ data, partitionKey, explicitHashKey }: WriteRecord) => ({
  data: Buffer.from(data).toString('base64'),
  partitionKey,
  explicitHashKey,
});

test('our own decoder reads what was packed', () => {
  fc.assert(
    fc.property(sharing, (records) => {
      const read = readAggregate(Buffer.from(pack(records).data));
      expect(read?.map(plain)).toEqual(records.map(plain));
    }),
    { numRuns: 40 },
  );
});

test("AWS's library for JavaScript reads what was packed", () => {
  fc.assert(
    fc.property(sharing, (records) => {
      expect(readWithAws(pack(records))).toEqual(records.map(plain));
    }),
    { numRuns: 40 },
  );
});

test('holds 10,000 records at most', () => {
  const builder = new AggregateBuilder('0');
  const tiny = { data: new Uint8Array(), partitionKey: 'k' };
  for (let count = 0; count < 10_000; count += 1) {
    if (!builder.add(tiny, 1_000_000)) throw new Error(`full at ${count}`);
  }
  expect(builder.add(tiny, 1_000_000)).toBe(false);
  expect(readAggregate(Buffer.from(builder.build().data))).toHaveLength(10_000);
});

test('is known by its first four bytes', () => {
  expect(looksAggregated(pack([{ data: Buffer.from('x'), partitionKey: 'k' }]).data)).toBe(true);
  expect(looksAggregated(Buffer.from('{"log_type":"app"}'))).toBe(false);
  expect(looksAggregated(Buffer.from('f3899a', 'hex'))).toBe(false);
});

function readWithAws({ data, partitionKey }: WriteRecord) {
  const read: UserRecord[] = [];
  const record = {
    data: Buffer.from(data).toString('base64'),
    partitionKey,
    sequenceNumber: '1',
    approximateArrivalTimestamp: 0,
    kinesisSchemaVersion: '1.0',
  };
  const checkDigest = true;
  deaggregateSync(record, checkDigest, (error, records) => {
    if (error) throw error;
    read.push(...(records ?? []));
  });
  return read.map(({ data: content, partitionKey: key, explicitPartitionKey }) => ({
    data: content,
    partitionKey: key,
    explicitHashKey: explicitPartitionKey,
  }));
}
