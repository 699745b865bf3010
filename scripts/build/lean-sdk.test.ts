import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as esbuild from 'esbuild';
import { CLONE } from '../paths.ts';
import { runCommand } from '../processes/run-command.ts';
import { leanSdk, standIns } from './lean-sdk.ts';

const putsOneObject = `
  import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
  const client = new S3Client({ maxAttempts: 1, forcePathStyle: true });
  client.send(new PutObjectCommand({ Bucket: 'logs', Key: 'a/b', Body: 'x' })).then(
    ({ ETag }) => console.log(ETag),
    (error) => console.log(error.name, error.message),
  );
`;

function bundle(contents: string, plugin: esbuild.Plugin) {
  return esbuild.build({
    stdin: { contents, resolveDir: CLONE },
    bundle: true,
    write: false,
    metafile: true,
    platform: 'node',
    format: 'cjs',
    mainFields: ['module', 'main'],
    logLevel: 'silent',
    plugins: [plugin],
  });
}

describe('leanSdk', () => {
  let folder: string;
  let server: Server;
  let received: IncomingHttpHeaders | undefined;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lean-sdk-'));
    server = createServer((request, response) => {
      received = request.headers;
      request.resume().on('end', () => response.writeHead(200, { etag: '"done"' }).end());
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });

  afterAll(async () => {
    server.close();
    await rm(folder, { recursive: true });
  });

  async function run(env: NodeJS.ProcessEnv): Promise<string> {
    const { outputFiles } = await bundle(putsOneObject, leanSdk());
    const file = join(folder, 'index.js');
    await writeFile(file, outputFiles[0]?.text ?? '');
    const { port } = server.address() as AddressInfo;
    const result = await runCommand(process.execPath, [file], {
      cwd: folder,
      env: { AWS_REGION: 'eu-west-1', AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`, ...env },
    });
    return result.stdout + result.stderr;
  }

  test("signs with the credentials of Lambda's environment", async () => {
    const said = await run({
      AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
      AWS_SECRET_ACCESS_KEY: 'secret',
      AWS_SESSION_TOKEN: 'session',
    });
    expect(said).toBe('"done"\n');
    expect(received?.authorization).toContain('Credential=AKIDEXAMPLE/');
    expect(received?.['x-amz-security-token']).toBe('session');
  });

  test('says so when the environment holds no credentials, and asks nobody else', async () => {
    expect(await run({})).toMatch(/^CredentialsProviderError .*environment variable credentials/);
  });

  test('leaves the other ways to get credentials out', async () => {
    const { metafile } = await bundle(putsOneObject, leanSdk());
    const inputs = Object.keys(metafile.inputs).join('\n');
    expect(inputs).toContain('@aws-sdk/credential-provider-env/');
    expect(inputs).not.toMatch(/credential-provider-(sso|ini|process|login)|nested-clients/);
  });

  test('fails when the SDK no longer imports what it replaces', async () => {
    const plugin = leanSdk({ ...standIns, '@aws-sdk/gone': '' });
    await expect(bundle(putsOneObject, plugin)).rejects.toThrow('nothing imports @aws-sdk/gone');
  });

  test('has nothing to say about code without the SDK', async () => {
    const { errors } = await bundle('console.log(1)', leanSdk());
    expect(errors).toEqual([]);
  });
});
