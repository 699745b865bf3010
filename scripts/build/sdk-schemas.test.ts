import { join } from 'node:path';
import * as esbuild from 'esbuild';
import { CLONE } from '../paths.ts';
import { inlineKeys, sdkSchemas } from './sdk-schemas.ts';

async function bundle(contents: string, plugins: esbuild.Plugin[]): Promise<string> {
  const { outputFiles } = await esbuild.build({
    stdin: { contents, resolveDir: CLONE },
    bundle: true,
    write: false,
    platform: 'node',
    format: 'cjs',
    mainFields: ['module', 'main'],
    plugins,
  });
  return outputFiles[0]?.text ?? '';
}

/** The descriptions in a client, by name; what they refer to is a function and left out. */
async function descriptions(client: string, plugins: esbuild.Plugin[]) {
  const file = join(CLONE, 'node_modules/@aws-sdk', client, 'dist-es/schemas/schemas_0.js');
  const text = await bundle(`export * from ${JSON.stringify(file)};`, plugins);
  const module: { exports: Record<string, unknown> } = { exports: {} };
  new Function('module', 'require', text)(module, require);
  const entries = Object.entries(module.exports).filter(([, value]) => Array.isArray(value));
  return JSON.parse(JSON.stringify(Object.fromEntries(entries))) as Record<string, unknown>;
}

test.each(['client-s3', 'client-kinesis', 'client-lambda', 'client-cloudwatch-logs'])(
  'says of %s what the SDK says',
  async (client) => {
    const expected = await descriptions(client, []);
    expect(Object.keys(expected).length).toBeGreaterThan(50);
    expect(await descriptions(client, [sdkSchemas()])).toEqual(expected);
  },
);

test('lets go of operations that are not called', async () => {
  const code = "export { PutObjectCommand } from '@aws-sdk/client-s3';";
  const text = await bundle(code, [sdkSchemas()]);
  expect(text).toContain('x-id=PutObject');
  expect(text).not.toContain('x-id=SelectObjectContent');
  expect(text).not.toContain('metadataJournalTable');
});

test('does not guess', () => {
  const source = 'const _h = "http";\nvar a = { [_h]: 1, [_x]: 2 };';
  expect(() => inlineKeys(source)).toThrow('no string constant for the key [_x]:');
  expect(inlineKeys('const _h = "http";\nvar a = { [_h]: [_h] };')).toBe(
    'const _h = "http";\nvar a = { "http": [_h] };',
  );
});
