import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { CLONE } from '../paths.ts';
import { runCommand } from '../processes/run-command.ts';

/** A small tree that keeps every rule. */
const tree: Record<string, string> = {
  'node_modules/@aws-sdk/client-s3/package.json': '{ "main": "index.js" }',
  'node_modules/@aws-sdk/client-s3/index.js': '',
  'packages/log-stream/src/index.ts': "export * from './decode/decode.ts';",
  'packages/log-stream/src/decode/decode.ts': "import { gunzip } from 'node:zlib';",
  'packages/log-stream/src/decode/decode.test.ts': "import '../testing/factories.ts';",
  'packages/log-stream/src/s3/store.ts': "import '@aws-sdk/client-s3';",
  'packages/log-stream/src/testing/factories.ts': "import '../decode/decode.ts';",
  'functions/a/src/index.ts': `
    import '@aws-sdk/client-s3';
    import './handler.ts';
    import './config.ts';
    import './s3-sink.ts';`,
  'functions/a/src/handler.ts': "import './keys.ts';",
  'functions/a/src/handler.test.ts': "import './index.ts';",
  'functions/a/src/config.ts': "import './keys.ts';",
  'functions/a/src/s3-sink.ts': "import '@aws-sdk/client-s3'; import './keys.ts';",
  'functions/a/src/keys.ts': "import '../../../packages/log-stream/src/index.ts';",
  'functions/b/src/index.ts': '',
  'functions/b/src/config.ts': '',
  'functions/b/src/keys.ts': '',
  'scripts/build.ts': '',
};

interface Violation {
  rule: { name: string };
  from: string;
}

async function violationsOf(files: Record<string, string>): Promise<string[]> {
  const root = await mkdtemp(join(tmpdir(), 'import-rules-'));
  try {
    for (const [path, text] of Object.entries(files)) {
      await mkdir(dirname(join(root, path)), { recursive: true });
      await writeFile(join(root, path), text);
    }
    const cruise = join(CLONE, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');
    const config = join(CLONE, '.dependency-cruiser.cjs');
    const args = [cruise, '--config', config, '--output-type', 'json', 'functions', 'packages'];
    const { stdout, stderr } = await runCommand(process.execPath, args, {
      cwd: root,
      env: process.env,
    });
    if (!stdout.startsWith('{')) throw new Error(stderr);
    const { summary } = JSON.parse(stdout) as { summary: { violations: Violation[] } };
    return summary.violations.map(({ rule, from }) => `${rule.name}: ${from}`);
  } finally {
    await rm(root, { recursive: true });
  }
}

test('a tree that keeps the rules passes', async () => {
  expect(await violationsOf(tree)).toEqual([]);
});

const breaches: readonly [rule: string, from: string, to: string][] = [
  ['no-cycles', 'packages/log-stream/src/decode/decode.ts', '../index.ts'],
  ['no-unresolved', 'functions/a/src/keys.ts', './nowhere.ts'],
  [
    'packages-know-no-function',
    'packages/log-stream/src/s3/store.ts',
    '../../../../functions/b/src/keys.ts',
  ],
  ['functions-stay-apart', 'functions/a/src/keys.ts', '../../b/src/keys.ts'],
  ['nothing-imports-index', 'functions/b/src/keys.ts', './index.ts'],
  ['handler-config-and-sinks-stay-apart', 'functions/a/src/handler.ts', './s3-sink.ts'],
  ['handler-config-and-sinks-stay-apart', 'functions/a/src/s3-sink.ts', './config.ts'],
  ['pure-work-looks-down', 'functions/b/src/keys.ts', './config.ts'],
  ['only-sinks-do-io', 'functions/a/src/keys.ts', 'node:fs/promises'],
  ['only-sinks-do-io', 'functions/a/src/config.ts', '@aws-sdk/client-s3'],
  ['only-sinks-do-io', 'functions/a/src/handler.ts', 'node:https'],
  ['decoding-does-no-io', 'packages/log-stream/src/decode/decode.ts', '@aws-sdk/client-s3'],
  ['production-imports-no-testing', 'packages/log-stream/src/index.ts', './testing/factories.ts'],
  ['production-imports-no-testing', 'functions/a/src/keys.ts', './handler.test.ts'],
  ['production-imports-no-scripts', 'functions/a/src/keys.ts', '../../../scripts/build.ts'],
];

describe('a tree that breaks them all', () => {
  let violations: string[];

  beforeAll(async () => {
    const files = { ...tree };
    // Imports of types alone count as well.
    for (const [, from, to] of breaches) files[from] += `\nimport type { x } from '${to}';`;
    violations = await violationsOf(files);
  });

  test.each(breaches)('%s: %s may not import %s', (rule, from) => {
    expect(violations).toContain(`${rule}: ${from}`);
  });

  test('every rule is among them', () => {
    const config: { forbidden: { name: string }[] } = require('../../.dependency-cruiser.cjs');
    const broken = new Set(breaches.map(([rule]) => rule));
    expect(config.forbidden.map(({ name }) => name).filter((name) => !broken.has(name))).toEqual(
      [],
    );
  });
});
