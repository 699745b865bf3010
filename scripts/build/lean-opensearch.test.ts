import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as esbuild from 'esbuild';
import { CLONE } from '../paths.ts';
import { runCommand } from '../processes/run-command.ts';
import { leanOpenSearch, standIns } from './lean-opensearch.ts';

const asksByPath = `
  import { Client } from '@opensearch-project/opensearch';
  import { AwsSigv4Signer } from '@opensearch-project/opensearch/aws-v3';
  const getCredentials = async () => ({ accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' });
  const signer = AwsSigv4Signer({ region: 'eu-west-1', getCredentials });
  const client = new Client({ node: process.env.NODE, ...signer });
  client.transport.request({ method: 'GET', path: '/' }).then(({ body }) => console.log(body.tagline));
`;

function bundle(contents: string, plugin: esbuild.Plugin) {
  return esbuild.build({
    stdin: { contents, resolveDir: CLONE },
    bundle: true,
    write: false,
    metafile: true,
    platform: 'node',
    format: 'cjs',
    logLevel: 'silent',
    plugins: [plugin],
  });
}

test('leaves out what no function reaches', async () => {
  const { metafile } = await bundle(asksByPath, leanOpenSearch());
  const inputs = Object.keys(metafile.inputs).join('\n');
  expect(inputs).toContain('@opensearch-project/opensearch/lib/Transport.js');
  expect(inputs).not.toMatch(
    /opensearch\/api\/|lib\/Helpers|node_modules\/(json11|debug|@aws-sdk)\//,
  );
});

test('what is left asks, signs and reads the answer', async () => {
  let received: IncomingHttpHeaders = {};
  const server = createServer((request, response) => {
    received = request.headers;
    response.writeHead(200, { 'content-type': 'application/json' }).end('{"tagline":"here"}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const folder = mkdtempSync(join(tmpdir(), 'lean-opensearch-'));
  try {
    const { outputFiles } = await bundle(asksByPath, leanOpenSearch());
    const file = join(folder, 'index.js');
    writeFileSync(file, outputFiles[0]?.text ?? '');
    const NODE = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const { stdout, stderr } = await runCommand(process.execPath, [file], {
      cwd: folder,
      env: { NODE },
    });
    expect(stdout + stderr).toBe('here\n');
    expect(received.authorization).toContain('Credential=AKIDEXAMPLE/');
  } finally {
    server.closeAllConnections();
    server.close();
    rmSync(folder, { recursive: true });
  }
});

test('fails when the client no longer imports what it replaces', async () => {
  const plugin = leanOpenSearch({ ...standIns, './Gone': '' });
  await expect(bundle(asksByPath, plugin)).rejects.toThrow('nothing imports ./Gone');
});

test('has nothing to say about code without the client', async () => {
  const { errors } = await bundle('console.log(1)', leanOpenSearch());
  expect(errors).toEqual([]);
});
