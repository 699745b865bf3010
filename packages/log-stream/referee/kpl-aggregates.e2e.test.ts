import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import fc from 'fast-check';
import { ensureVenv } from '../../../scripts/local-cloud/venv.ts';
import { LOCAL } from '../../../scripts/paths.ts';
import { readAggregate } from '../src/decode/kpl-aggregate.ts';
import { AggregateBuilder } from '../src/kinesis/aggregate-builder.ts';
import type { WriteRecord } from '../src/kinesis/write-record.ts';

interface JsonRecord {
  partitionKey: string;
  explicitHashKey: string | null;
  data: string;
}

interface Answer {
  read: JsonRecord[] | null;
  written: string;
}

const keys = fc.string({ minLength: 1, maxLength: 256, unit: 'binary' });
const contents = fc.oneof(
  { weight: 8, arbitrary: fc.uint8Array({ maxLength: 200 }) },
  { weight: 1, arbitrary: fc.constant(new Uint8Array(20_000)) },
);
/** Records that may share an aggregate: by one explicit hash key, or by one partition key. */
const sharing: fc.Arbitrary<WriteRecord[]> = fc.oneof(
  fc
    .tuple(
      fc.bigInt({ min: 0n, max: 2n ** 128n - 1n }),
      fc.array(fc.tuple(keys, contents), { minLength: 1, maxLength: 30 }),
    )
    .map(([hashKey, all]) =>
      all.map(([partitionKey, data]) => ({ data, partitionKey, explicitHashKey: `${hashKey}` })),
    ),
  fc
    .tuple(keys, fc.array(contents, { minLength: 1, maxLength: 30 }))
    .map(([partitionKey, all]) => all.map((data) => ({ data, partitionKey }))),
);

let samples: WriteRecord[][];
let ours: Buffer[];
let answers: Answer[];

beforeAll(async () => {
  samples = fc.sample(sharing, 1_000);
  ours = samples.map(aggregateOf);
  answers = await askPython();
}, 120_000);

test("AWS's Python library reads what we packed", () => {
  expect(answers.map(({ read }) => read)).toEqual(samples.map((records) => records.map(toJson)));
});

test('we read what it packed', () => {
  const read = answers.map(({ written }) => readAggregate(Buffer.from(written, 'base64')));
  expect(read.map((records) => records?.map(toJson))).toEqual(
    samples.map((records) => records.map(toJson)),
  );
});

test('both pack the same records into the same bytes', () => {
  expect(answers.map(({ written }) => written)).toEqual(
    ours.map((aggregate) => aggregate.toString('base64')),
  );
});

function aggregateOf(records: readonly WriteRecord[]): Buffer {
  const builder = new AggregateBuilder(records[0]?.explicitHashKey);
  for (const record of records) builder.add(record, Number.POSITIVE_INFINITY);
  return Buffer.from(builder.build().data);
}

function toJson(record: WriteRecord) {
  const { data, partitionKey, explicitHashKey } = record;
  return {
    partitionKey,
    explicitHashKey: explicitHashKey ?? null,
    data: Buffer.from(data).toString('base64'),
  };
}

/** What Python makes of every sample, in one process. */
async function askPython(): Promise<Answer[]> {
  const requirements = join(__dirname, 'kpl-requirements.txt');
  const python = await ensureVenv(join(LOCAL, 'kpl-referee-venv'), requirements);
  const referee = spawn(python, [join(__dirname, 'kpl_aggregates.py')], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const output = text(referee.stdout);
  const questions = samples.map((records, index) => ({
    aggregate: ours[index]?.toString('base64'),
    records: records.map(toJson),
  }));
  referee.stdin.end(questions.map((question) => `${JSON.stringify(question)}\n`).join(''));
  const lines = (await output).trimEnd().split('\n');
  if (lines.length !== samples.length) {
    throw new Error(`Python answered ${lines.length} of ${samples.length} questions`);
  }
  return lines.map((line) => JSON.parse(line) as Answer);
}
