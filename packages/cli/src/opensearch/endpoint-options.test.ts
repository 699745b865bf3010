import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EndpointValues, readEndpoint } from './endpoint-options.ts';

const credentials = async () => ({ accessKeyId: 'a', secretAccessKey: 's' });
const read = (values: EndpointValues, env: Record<string, string> = {}) =>
  readEndpoint(values, { env, awsCredentials: () => credentials });

const domain = 'https://search-logs-abc.eu-west-1.es.amazonaws.com';

test.each<[EndpointValues, object]>([
  [{ endpoint: 'http://127.0.0.1:9200' }, { kind: 'none' }],
  [{ endpoint: 'https://search.example.com', auth: 'none' }, { kind: 'none' }],
  [{ endpoint: domain }, { kind: 'sigv4', service: 'es', region: 'eu-west-1' }],
  [{ endpoint: domain, auth: 'none' }, { kind: 'none' }],
  [
    { endpoint: 'https://abc.us-east-2.aoss.amazonaws.com' },
    { kind: 'sigv4', service: 'aoss', region: 'us-east-2' },
  ],
  [
    { endpoint: 'https://search-x.cn-north-1.es.amazonaws.com.cn', region: 'cn-northwest-1' },
    { kind: 'sigv4', service: 'es', region: 'cn-northwest-1' },
  ],
  [
    { endpoint: 'https://logs.example.com', auth: 'sigv4', service: 'aoss' },
    { kind: 'sigv4', service: 'aoss', region: 'sa-east-1' },
  ],
])('%j is %j', async (values, auth) => {
  const endpoint = await read(values, { AWS_REGION: 'sa-east-1' });
  expect(endpoint).toMatchObject({ url: values.endpoint, auth });
});

test('a password comes from the environment alone', async () => {
  const values = { endpoint: domain, username: 'admin' };
  const { auth } = await read(values, { OPENSEARCH_PASSWORD: 'secret' });
  const header = auth.kind === 'basic' ? await auth.basicAuth.header() : '';
  expect(header).toBe(`Basic ${btoa('admin:secret')}`);
});

test('certificates come from a file', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'logdrive-ca-'));
  const ca = join(folder, 'ca.pem');
  const pem = '-----BEGIN CERTIFICATE-----\nMA==\n-----END CERTIFICATE-----\n';
  writeFileSync(ca, pem);
  expect(await read({ endpoint: 'https://localhost:9200', ca })).toMatchObject({ ca: pem });
  writeFileSync(ca, 'something');
  await expect(read({ endpoint: 'https://localhost:9200', ca })).rejects.toThrow(
    /holds no certificate: give a file in PEM/,
  );
  rmSync(folder, { recursive: true });
  await expect(read({ endpoint: 'https://localhost:9200', ca })).rejects.toThrow(/no such file/);
});

test.each<[EndpointValues, string]>([
  [{}, 'give --endpoint, the URL of the search engine'],
  [{ endpoint: 'http://search.example.com' }, 'http is for loopback addresses alone'],
  [{ endpoint: domain, auth: 'digest' }, '--auth is "digest": give one of sigv4, basic, none'],
  [{ endpoint: domain, auth: 'none', username: 'u' }, '--username is for --auth basic: leave it'],
  [{ endpoint: domain, auth: 'basic' }, '--auth basic needs --username: give it'],
  [{ endpoint: domain, username: 'u' }, 'set OPENSEARCH_PASSWORD to it'],
  [{ endpoint: domain, service: 's3' }, '--service is "s3": give one of es, aoss'],
  [{ endpoint: 'https://a.example.com', auth: 'sigv4' }, 'give --region or set AWS_REGION'],
])('%j is bad usage', async (values, words) => {
  await expect(read(values)).rejects.toThrow(words);
});
