import { outsideCompositionRoot } from './composition-root.ts';

const found = (path: string, text: string) => outsideCompositionRoot([{ path, text }]);

test('index.ts of a function and of the command may read the environment and build clients', () => {
  const text = 'const client = new S3Client({ region: process.env.AWS_REGION });';
  expect(found('functions/a/src/index.ts', text)).toEqual([]);
  expect(found('packages/cli/src/index.ts', text)).toEqual([]);
});

test.each([
  'const bucket = process.env.BUCKET;',
  'const { BUCKET } = process.env;',
  "import { env } from 'node:process';",
  'const client = new S3Client({});',
  'send(new KinesisClient());',
])('nothing else may: %s', (line) => {
  expect(found('functions/a/src/keys.ts', `\n${line}`)[0]).toContain('functions/a/src/keys.ts:2: ');
  expect(found('packages/log-stream/src/index.ts', line)).toHaveLength(1);
});

test('tests, testing/ and scripts may', () => {
  expect(found('functions/a/src/handler.test.ts', 'process.env')).toEqual([]);
  expect(found('packages/log-stream/src/testing/fake.ts', 'new S3Client()')).toEqual([]);
  expect(found('scripts/build.ts', 'process.env')).toEqual([]);
});

test.each(['// reads process.env', ' * unlike process.env', 'a(); // new S3Client()'])(
  'a comment does not count: %s',
  (line) => {
    expect(found('functions/a/src/keys.ts', line)).toEqual([]);
  },
);
