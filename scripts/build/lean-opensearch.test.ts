import * as esbuild from 'esbuild';
import { CLONE } from '../paths.ts';
import { leanOpenSearch, standIns } from './lean-opensearch.ts';

const asksByPath = `
  import { Client } from '@opensearch-project/opensearch';
  import { AwsSigv4Signer } from '@opensearch-project/opensearch/aws-v3';
  const node = 'http://127.0.0.1:9';
  const client = new Client({ node, ...AwsSigv4Signer({ region: 'eu-west-1' }) });
  client.transport.request({ method: 'GET', path: '/' });
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

test('fails when the client no longer imports what it replaces', async () => {
  const plugin = leanOpenSearch({ ...standIns, './Gone': '' });
  await expect(bundle(asksByPath, plugin)).rejects.toThrow('nothing imports ./Gone');
});

test('has nothing to say about code without the client', async () => {
  const { errors } = await bundle('console.log(1)', leanOpenSearch());
  expect(errors).toEqual([]);
});
