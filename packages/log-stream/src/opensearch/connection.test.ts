import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer as createTlsServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from '@opensearch-project/opensearch';
import { FaultyServer, type Received } from '../testing/faulty-server.ts';
import { connectionOptions, endpointProblem } from './connection.ts';

const ping = { method: 'GET', path: '/_cluster/health' };
const bulk = {
  method: 'POST',
  path: '/_bulk',
  querystring: { filter_path: 'errors,items.*.status' },
};

describe('over plain HTTP', () => {
  let server: FaultyServer;
  let received: Received[] = [];
  beforeAll(async () => {
    server = await FaultyServer.start(async (request) => {
      received.push(request);
      return { status: 200 };
    });
  });
  beforeEach(() => {
    received = [];
  });
  afterAll(() => server.close());

  test('sends each request once', async () => {
    const client = new Client(connectionOptions({ url: server.endpoint, auth: { kind: 'none' } }));
    server.fail('slow_down', 1);
    await expect(client.transport.request(ping)).rejects.toMatchObject({ statusCode: 503 });
    server.fail('reset', 1);
    await expect(client.transport.request(ping)).rejects.toThrow();
    expect(received).toEqual([]);
    await client.transport.request(ping);
    expect(received).toHaveLength(1);
  });

  test('keeps the path of the endpoint', async () => {
    const url = `${server.endpoint}/search`;
    await new Client(connectionOptions({ url, auth: { kind: 'none' } })).transport.request(ping);
    expect(received[0]?.url).toBe('/search/_cluster/health');
  });

  test.each(['es', 'aoss'] as const)(
    'signs requests for %s with AWS Signature 4',
    async (service) => {
      const credentials = jest.fn(async () => ({
        accessKeyId: 'AKIDEXAMPLE',
        secretAccessKey: 'secret',
        sessionToken: 'session',
        expiration: new Date(Date.now() + 3_600_000),
      }));
      const auth = { kind: 'sigv4' as const, service, region: 'eu-west-1', credentials };
      const client = new Client(connectionOptions({ url: server.endpoint, auth }));
      const bulkBody = Buffer.from('{"create":{}}\n{"a":"wörd"}\n');
      await client.transport.request({ ...bulk, bulkBody });
      await client.transport.request(ping);
      expect(credentials).toHaveBeenCalledTimes(1);
      const { headers, body } = received[0] as Received;
      expect(headers.authorization).toMatch(
        new RegExp(
          `^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/\\d{8}/eu-west-1/${service}/aws4_request`,
        ),
      );
      // Serverless collections want this header, and it among the signed ones.
      expect(headers['x-amz-content-sha256']).toBe(createHash('sha256').update(body).digest('hex'));
      expect(headers.authorization).toContain('x-amz-content-sha256');
      expect(headers['x-amz-security-token']).toBe('session');
    },
  );

  test('asks for new credentials when the old ones run out', async () => {
    const expiration = new Date(Date.now() + 1_000);
    const credentials = jest.fn(async () => ({
      accessKeyId: 'A',
      secretAccessKey: 's',
      expiration,
    }));
    const auth = {
      kind: 'sigv4' as const,
      service: 'es' as const,
      region: 'eu-west-1',
      credentials,
    };
    const client = new Client(connectionOptions({ url: server.endpoint, auth }));
    await client.transport.request(ping);
    await client.transport.request(ping);
    expect(credentials).toHaveBeenCalledTimes(2);
  });
});

describe('over TLS', () => {
  let folder: string;
  let server: Server;
  let connections = 0;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'connection-'));
    const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')] as const;
    execFileSync(
      'openssl',
      [
        ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'],
        ...['-keyout', key, '-out', cert, '-days', '2', '-subj', '/CN=logdrive'],
        ...['-addext', 'subjectAltName=IP:127.0.0.1'],
      ],
      { stdio: 'ignore' },
    );
    server = createTlsServer(
      { key: readFileSync(key), cert: readFileSync(cert) },
      (request, response) => request.resume().on('end', () => response.end()),
    );
    server.on('secureConnection', () => {
      connections += 1;
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
    rmSync(folder, { recursive: true });
  });

  function createClient(ca?: string, host = '127.0.0.1') {
    const url = `https://${host}:${(server.address() as AddressInfo).port}`;
    return new Client(connectionOptions({ url, auth: { kind: 'none' }, ca, connections: 2 }));
  }

  test('refuses a certificate that nobody known has signed, whatever the environment says', async () => {
    const { NODE_TLS_REJECT_UNAUTHORIZED: before } = process.env;
    process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0';
    try {
      const asked = createClient().transport.request(ping);
      await expect(asked).rejects.toThrow('self-signed certificate');
    } finally {
      if (before === undefined) delete process.env.NODE_TLS_REJECT_UNAUTHORIZED;
      else process.env.NODE_TLS_REJECT_UNAUTHORIZED = before;
    }
  });

  test('takes a CA of its own, for the names in its certificate', async () => {
    const ca = readFileSync(join(folder, 'cert.pem'), 'utf8');
    expect((await createClient(ca).transport.request(ping)).statusCode).toBe(200);
    await expect(createClient(ca, 'localhost').transport.request(ping)).rejects.toThrow(
      'localhost',
    );
  });

  test('keeps its connections for later requests, and opens no more than it may', async () => {
    const client = createClient(readFileSync(join(folder, 'cert.pem'), 'utf8'));
    connections = 0;
    await Promise.all(Array.from({ length: 6 }, () => client.transport.request(ping)));
    await client.transport.request(ping);
    expect(connections).toBe(2);
  });
});

test.each([
  ['https://search.example.com', undefined],
  ['https://search.example.com:9200/path', undefined],
  ['http://127.0.0.1:9200', undefined],
  ['http://localhost:9200', undefined],
  ['http://[::1]:9200', undefined],
  ['http://search.example.com', 'loopback'],
  ['http://127.0.0.1.example.com', 'loopback'],
  ['search.example.com', 'https://'],
  ['ftp://search.example.com', 'https://'],
  ['https://user:secret@search.example.com', 'name or password'],
  ['https://search.example.com?x=1', 'without ?'],
])('of the endpoint %s says %s', (url, words) => {
  const problem = endpointProblem(url);
  if (words === undefined) expect(problem).toBeUndefined();
  else expect(problem).toContain(words);
  expect(problem ?? '').not.toContain('secret');
});
