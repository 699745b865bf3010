import { Client } from '@opensearch-project/opensearch';
import { FaultyServer, type Received } from '../testing/faulty-server.ts';
import { type BasicCredentials, createBasicAuth } from './basic-auth.ts';
import { connectionOptions } from './connection.ts';

const headerOf = (password: string) => `Basic ${btoa(`logdrive:${password}`)}`;

describe('a client with basic auth', () => {
  let server: FaultyServer;
  let accepted = 'first';
  const received: Received[] = [];
  beforeAll(async () => {
    server = await FaultyServer.start(async (request) => {
      received.push(request);
      return { status: request.headers.authorization === headerOf(accepted) ? 200 : 401 };
    });
  });
  beforeEach(() => {
    received.length = 0;
    accepted = 'first';
  });
  afterAll(() => server.close());

  /** A client of a secret that can be rotated, and how often it was read. */
  function createClient(pauseMs = 30_000) {
    const secret = { username: 'logdrive', password: 'first' };
    const read = jest.fn(async (): Promise<BasicCredentials> => ({ ...secret }));
    const auth = { kind: 'basic' as const, basicAuth: createBasicAuth(read, { pauseMs }) };
    const client = new Client(connectionOptions({ url: server.endpoint, auth }));
    const post = () =>
      client.transport.request({ method: 'POST', path: '/_bulk', bulkBody: Buffer.from('{}\n') });
    return { secret, read, post, client };
  }

  test('reads the credentials once for all requests', async () => {
    const { read, post } = createClient();
    await Promise.all([post(), post(), post()]);
    await post();
    expect(read).toHaveBeenCalledTimes(1);
    expect(received).toHaveLength(4);
  });

  test('reads them again after a 401, once for all requests that met it, and sends the same again', async () => {
    const { secret, read, post } = createClient();
    await post();
    accepted = 'second';
    secret.password = 'second';
    await Promise.all([post(), post(), post()]);
    expect(read).toHaveBeenCalledTimes(2);
    expect(received.at(-1)?.body.toString()).toBe('{}\n');
    expect(received.at(-1)?.headers['content-type']).toBe('application/x-ndjson');
  });

  test('a password that stays wrong is not read again for a while', async () => {
    const { read, post } = createClient();
    accepted = 'other';
    for (let call = 0; call < 5; call += 1) {
      await expect(post()).rejects.toMatchObject({ statusCode: 401 });
    }
    expect(read).toHaveBeenCalledTimes(2);
    expect(received).toHaveLength(5);
  });

  test('and is found when it is mended after that', async () => {
    const { secret, post } = createClient(0);
    accepted = 'other';
    await expect(post()).rejects.toMatchObject({ statusCode: 401 });
    secret.password = 'other';
    expect((await post()).statusCode).toBe(200);
  });

  test('a secret that cannot be read fails the request, and is read for the next one', async () => {
    const { read, post } = createClient();
    read.mockRejectedValueOnce(new Error('Secrets Manager is down'));
    await expect(post()).rejects.toThrow('Secrets Manager is down');
    expect((await post()).statusCode).toBe(200);
  });

  test('a request can be aborted, while its credentials are read too', async () => {
    const { client, read } = createClient();
    const first = client.transport.request({ method: 'GET', path: '/' });
    first.abort();
    await expect(first).rejects.toMatchObject({ name: 'RequestAbortedError' });
    expect(received).toHaveLength(0);
    server.fail('hang', 1);
    const second = client.transport.request({ method: 'GET', path: '/' });
    setTimeout(() => second.abort(), 50);
    await expect(second).rejects.toMatchObject({ name: 'RequestAbortedError' });
    expect(read).toHaveBeenCalledTimes(1);
  });
});
