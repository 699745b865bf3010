import { readFileSync } from 'node:fs';
import { cp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { FakeS3, FaultyServer } from '@logdrive/log-stream/testing';
import { FakeKinesis } from '../../packages/log-stream/src/testing/fake-kinesis.ts';
import { CLONE } from '../paths.ts';
import { type Example, examples } from './code-blocks.ts';
import { type Consumer, createConsumer } from './consumer.ts';

// A busy machine takes its time over npm, tsc and jest.
jest.setTimeout(60_000);

const readme = readFileSync(join(CLONE, 'packages/log-stream/README.md'), 'utf8');
const all = examples(readme).map((example): [string, Example] => [`line ${example.line}`, example]);
const forJest = all.filter(([, { words }]) => words.includes('jest'));
const forNode = all.filter(([, { words }]) => !words.includes('jest'));
const nameOf = ({ line }: Example) => `line-${line}`;

const s3 = new FakeS3();
let s3Server: FaultyServer;
let kinesis: FakeKinesis;
let consumer: Consumer;
/** What the compiler said of all examples. */
let compiled: string;

beforeAll(async () => {
  [consumer, s3Server, kinesis] = await Promise.all([
    createConsumer(),
    FaultyServer.start(s3.answer),
    FakeKinesis.start(),
  ]);
  const wanted = ['@types/node', '@aws-sdk', 'ajv', 'ajv-formats', 'jest'];
  for (const name of wanted) await consumer.add(name);
  await cp(join(CLONE, 'scripts/package/fixtures/run-example.mjs'), inFolder('run-example.mjs'));
  for (const [, example] of all) {
    await writeFile(inFolder(`${nameOf(example)}.mts`), example.code);
  }
  const strict = ['--strict', '--noUncheckedIndexedAccess', '--exactOptionalPropertyTypes'];
  const files = all.map(([, example]) => `${nameOf(example)}.mts`);
  const { stdout } = await consumer.tsc(
    ...[...strict, '--target', 'es2023', '--module', 'nodenext', ...files],
  );
  compiled = stdout;
});

afterAll(async () => {
  await Promise.all([consumer?.remove(), s3Server?.close(), kinesis?.close()]);
});

const inFolder = (name: string) => join(consumer.folder, name);

/** As if the AWS that the examples write to were there. */
const environment = () => ({
  AWS_ENDPOINT_URL_S3: s3Server.endpoint,
  AWS_ENDPOINT_URL_KINESIS: kinesis.endpoint,
  AWS_REGION: 'eu-west-1',
  AWS_ACCESS_KEY_ID: 'test',
  AWS_SECRET_ACCESS_KEY: 'test',
});

test('there are examples', () => {
  expect(forNode.length).toBeGreaterThan(5);
  expect(forJest).toHaveLength(1);
});

test.each(all)('the example of %s compiles under strict', (_, example) => {
  const errors = compiled.split('\n').filter((line) => line.startsWith(`${nameOf(example)}.mts(`));
  expect(errors).toEqual([]);
});

test('no error is in a file that is not an example', () => {
  expect(compiled.split('\n').filter((line) => line !== '' && !/^(line-|\s)/.test(line))).toEqual(
    [],
  );
});

test.each(forNode)('the example of %s prints what the README says', async (_, example) => {
  const { exit, stdout, stderr } = await consumer.node(
    ['run-example.mjs', `./${nameOf(example)}.mjs`],
    environment(),
  );
  expect({ exit, stdout, stderr }).toEqual({ exit: 0, stdout: example.prints, stderr: '' });
});

test('the function has written its events and its quarantine, the writer its records', () => {
  expect([...s3.objects.keys()]).toEqual([
    expect.stringMatching(/^my-logs\/logs\/logs-shardId-000000000000-\d+-\d+-[\da-f]{8}\.ndjson$/),
    expect.stringMatching(/^my-logs\/quarantine\/date=2026-11-21\/hour=05\/.+\.ndjson\.gz$/),
  ]);
  expect(kinesis.accepted).toHaveLength(1);
});

test.each(forJest)('the suite of %s passes in jest', async (_, example) => {
  const config = JSON.stringify({ rootDir: consumer.folder, testMatch: ['**/*.mjs'] });
  const { exit, stderr } = await consumer.node(
    [
      ...['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'],
      ...['node_modules/jest/bin/jest.js', '--ci', '--config', config],
      ...['--testPathPatterns', `${nameOf(example)}.mjs`],
    ],
    environment(),
  );
  expect({ exit, stderr }).toEqual({
    exit: 0,
    stderr: expect.stringMatching(/Tests: +\d+ passed/),
  });
});
