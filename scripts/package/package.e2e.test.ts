import { cp, readdir, readFile, stat } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join, posix } from 'node:path';
import { CLONE } from '../paths.ts';
import { runCommand } from '../processes/run-command.ts';
import { type Consumer, createConsumer } from './consumer.ts';

// A busy machine takes its time over npm and tsc.
jest.setTimeout(60_000);

const source = join(CLONE, 'packages/log-stream');
let consumer: Consumer;
let installed: string;
/** Text by path in the package. */
let files: Map<string, string>;

beforeAll(async () => {
  consumer = await createConsumer();
  installed = join(consumer.folder, 'node_modules/@logdrive/log-stream');
  files = await textsIn(installed);
});
afterAll(() => consumer?.remove());

async function textsIn(folder: string): Promise<Map<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  const texts = paths.map(async (path) => {
    return [path.slice(folder.length + 1), await readFile(path, 'utf8')] as const;
  });
  return new Map(await Promise.all(texts));
}

const withEnding = (ending: string) => [...files.keys()].filter((path) => path.endsWith(ending));

describe('the tarball', () => {
  test('holds README, licence and the code, and nothing else', async () => {
    const others = [...files.keys()].filter((path) => !/\.(js|d\.ts)$/.test(path));
    expect(others.sort()).toEqual(['LICENSE', 'README.md', 'package.json']);
    expect(files.get('README.md')).toBe(await readFile(join(source, 'README.md'), 'utf8'));
    expect(files.get('LICENSE')).toContain('Apache License');
  });

  test('has types for each file, and no test', () => {
    expect(withEnding('.d.ts').map((path) => path.replace('.d.ts', '.js'))).toEqual(
      expect.arrayContaining(withEnding('.js')),
    );
    expect(withEnding('.js').length).toBeGreaterThan(50);
    expect(withEnding('.test.js')).toEqual([]);
  });

  test('knows no folder of this machine', () => {
    const folders = [CLONE, tmpdir(), homedir()].map((folder) => `${folder}/`);
    const traces = [...files].filter(([, text]) =>
      folders.some((folder) => folder.length > 2 && text.includes(folder)),
    );
    expect(traces.map(([path]) => path)).toEqual([]);
  });

  test('imports its own files and what the package.json names', () => {
    const { peerDependencies } = JSON.parse(files.get('package.json') ?? '');
    const own = /^(node:|\.\.?\/)/;
    const code = [...files].filter(([path]) => /\.(js|d\.ts)$/.test(path));
    const imported = code.flatMap(([path, text]) =>
      [...withoutComments(text).matchAll(/(?:from |import\(|import )'([^']+)'/g)]
        .map(([, name = '']) => name)
        .filter((name) => !own.test(name))
        .map((name) => [packageOf(name), path.split('/')[0]].join(' in ')),
    );
    expect([...new Set(imported)].sort()).toEqual([
      '@aws-sdk/client-kinesis in kinesis',
      '@aws-sdk/client-s3 in s3',
      '@opensearch-project/opensearch in opensearch',
      // Loaded only where there is a schema.
      'ajv in schema',
      'ajv-formats in schema',
    ]);
    expect(Object.keys(peerDependencies)).toEqual(
      expect.arrayContaining(['@aws-sdk/client-kinesis', '@aws-sdk/client-s3']),
    );
  });

  test('holds every file that another imports', () => {
    const missing = [...files].flatMap(([path, text]) =>
      [...text.matchAll(/^(?:import|export) .*from '(\.[^']+)'/gm)]
        .map(([, name = '']) => posix.join(posix.dirname(path), name))
        // Types name their neighbours by source, and TypeScript finds the types beside it.
        .map((name) => (path.endsWith('.d.ts') ? name.replace(/\.ts$/, '.d.ts') : name))
        .filter((name) => !files.has(name))
        .map((name) => `${path} imports ${name}`),
    );
    expect(missing).toEqual([]);
  });

  test('is small', async () => {
    const { size } = await stat(consumer.tarball);
    const unpacked = [...files.values()].reduce((sum, text) => sum + Buffer.byteLength(text), 0);
    console.info(`tarball: ${size} bytes, ${unpacked} bytes in ${files.size} files`);
    expect(size).toBeLessThan(300_000);
  });
});

function withoutComments(text: string): string {
  return text.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/^\s*\/\/.*$/gm, '');
}

describe('a strict TypeScript program in an empty folder', () => {
  const strict = [
    ...['--strict', '--noUncheckedIndexedAccess', '--exactOptionalPropertyTypes'],
    ...['--skipLibCheck', 'false', '--target', 'es2023', '--module', 'nodenext'],
  ];

  beforeAll(() => consumer.add('@types/node'));

  test.each([
    ['ES modules', 'mts', 'mjs', 'import '],
    ['CommonJS', 'cts', 'cjs', 'require('],
  ])('compiles and reads a raw record from %s', async (_, written, compiled, loads) => {
    const fixture = join(CLONE, 'scripts/package/fixtures/reader.mts');
    await cp(fixture, join(consumer.folder, `reader.${written}`));
    expect(await consumer.tsc(...strict, `reader.${written}`)).toMatchObject({
      stdout: '',
      exit: 0,
    });
    const code = await readFile(join(consumer.folder, `reader.${compiled}`), 'utf8');
    expect(code.split('\n').find((line) => line.includes('@logdrive/log-stream'))).toContain(loads);

    const { exit, stdout, stderr } = await consumer.node([`reader.${compiled}`]);
    expect({ exit, stderr }).toEqual({ exit: 0, stderr: '' });
    expect(JSON.parse(stdout)).toEqual({
      described: [
        'lambda 2026-11-21T05:00:00.000Z hello',
        'lambda 2026-11-21T05:00:00.000Z undefined',
      ],
      reasons: ['not_json'],
      same: true,
    });
  });
});

describe('the folder of the sources', () => {
  test.each(['pack', 'publish'])('npm %s refuses and says what to do', async (command) => {
    const args = [command, source, '--dry-run', '--offline', '--no-update-notifier'];
    const { exit, stderr } = await runCommand('npm', args, { cwd: tmpdir(), env: process.env });
    expect(exit).not.toBe(0);
    expect(stderr).toContain('node scripts/package.ts');
  });
});

/** `ajv/dist/2020.js` is a file of the package `ajv`. */
function packageOf(specifier: string): string {
  return specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
}
