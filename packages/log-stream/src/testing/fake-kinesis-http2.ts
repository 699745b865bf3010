import { request } from 'node:http';
import {
  createServer,
  type IncomingHttpHeaders,
  type ServerHttp2Session,
  type ServerHttp2Stream,
} from 'node:http2';
import type { AddressInfo } from 'node:net';

/** HTTP/2 in front of an HTTP/1.1 server. */
export interface Http2Front {
  endpoint: string;
  close(): Promise<void>;
}

/**
 * Speaks HTTP/2 without TLS on loopback, which is what the SDK's Kinesis client speaks to an `http:`
 * endpoint, and passes each request on. When the server behind cuts its connection, the whole
 * HTTP/2 connection is cut, with every other request on it.
 */
export async function startHttp2Front(target: string): Promise<Http2Front> {
  const sessions = new Set<ServerHttp2Session>();
  const server = createServer();
  server.on('session', (session) => {
    sessions.add(session);
    session.on('close', () => sessions.delete(session));
  });
  server.on('stream', (stream, headers) => passOn(stream, headers, target));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      for (const session of sessions) session.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function passOn(stream: ServerHttp2Stream, headers: IncomingHttpHeaders, target: string): void {
  const { ':method': method, ':path': path } = headers;
  const plain = Object.entries(headers).filter(([name]) => !name.startsWith(':'));
  const behind = request(new URL(path ?? '/', target), {
    method,
    headers: Object.fromEntries(plain),
    agent: false,
  });
  behind.on('response', (answer) => {
    const {
      connection,
      'keep-alive': keepAlive,
      'transfer-encoding': coding,
      ...rest
    } = answer.headers;
    if (stream.destroyed) return;
    stream.respond({ ':status': answer.statusCode, ...rest });
    answer.pipe(stream);
  });
  behind.on('error', () => stream.session?.destroy());
  stream.on('error', () => {}); // the client has gone
  stream.on('close', () => behind.destroy());
  stream.pipe(behind);
}
