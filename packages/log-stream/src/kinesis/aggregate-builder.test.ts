import { deaggregateSync, type UserRecord } from 'aws-kinesis-agg';
import fc from 'fast-check';
import { readAggregate } from '../decode/kpl-aggregate.ts';
import { AggregateBuilder, looksAggregated } from './aggregate-builder.ts';
import { recordBytes, type WriteRecord } from './write-record.ts';

const keys = fc.string({ minLength: 1, maxLength: 200, unit: 'binary' });
const hashKeys = fc.bigInt({ min: 0n, max: 2n ** 128n - 1n }).map(String);
const contents = fc.oneof(
  fc.uint8Array({ maxLength: 20 }),
  fc.uint8Array({ minLength: 100, maxLength: 300 }),
  fc.constant(new Uint8Array(20_000)),
);

const withOneHashKey = fc.tuple(
  hashKeys,
  fc.array(fc.tuple(keys, contents), { minLength: 1, maxLength: 200 }),
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

/** Packs the records, and checks that the size was foretold. */
function pack(records: readonly WriteRecord[]): WriteRecord {
  const builder = new AggregateBuilder(records[0]?.explicitHashKey);
  let foretold = 0;
  for (const record of records) {
    foretold = builder.bytesWith(record);
    builder.add(record);
  }
  const aggregate = builder.build();
  expect(recordBytes(aggregate)).toBe(foretold);
  expect(aggregate.partitionKey).toBe(records[0]?.partitionKey);
  expect(aggregate.explicitHashKey).toBe(records[0]?.explicitHashKey);
  return aggregate;
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
    { numRuns: 100 },
  );
});

test("AWS's library for JavaScript reads what was packed", () => {
  fc.assert(
    fc.property(sharing, (records) => {
      expect(readWithAws(pack(records))).toEqual(records.map(plain));
    }),
    { numRuns: 100 },
  );
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
