import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createDeadline, createLog, defaultKeys } from '@logdrive/log-stream';
import { connectionOptions } from '@logdrive/log-stream/opensearch';
import { sampleEvents } from '@logdrive/log-stream/testing';
import { Client } from '@opensearch-project/opensearch';
import { opensearchSink } from './opensearch-sink.ts';

/** An endpoint that begins to answer, and goes on byte by byte without an end. */
let server: Server;
beforeAll(async () => {
  server = createServer((request, response) => {
    request.resume();
    response.writeHead(200, { 'content-type': 'application/json' });
    const trickle = setInterval(() => response.write(' '), 20);
    response.once('close', () => clearInterval(trickle));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

test('an answer that never ends is given up at the deadline, and the events come back', async () => {
  // The client says on the console that it was cut off.
  const consoleLog = jest.spyOn(console, 'log').mockImplementation(() => {});
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const sink = opensearchSink({
    client: new Client(connectionOptions({ url, auth: { kind: 'none' } })),
    indexOf: () => 'logs',
    action: 'create',
    onConflict: 'quarantine',
    keys: defaultKeys,
    limits: { bytes: 5 * 1024 * 1024, count: 5000 },
    inFlight: 4,
    gzip: false,
    log: createLog(() => {}),
  });
  const { events, batch } = sampleEvents(10);
  const started = Date.now();
  const end = started + 1_000; // half of it is kept back for answering
  const result = await sink.deliver(
    events,
    batch,
    createDeadline(() => end - Date.now()),
  );
  expect(result).toMatchObject({ delivered: 0, refused: [] });
  expect(result.retry).toHaveLength(10);
  expect(Date.now() - started).toBeLessThan(1_000);
  consoleLog.mockRestore();
});
