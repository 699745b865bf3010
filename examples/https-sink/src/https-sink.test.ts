import type { LogEvent } from '@logdrive/log-stream';
import { createDeadline } from '@logdrive/log-stream';
import {
  type Answer,
  describeSinkContract,
  FaultyServer,
  type Received,
  sampleEvents,
} from '@logdrive/log-stream/testing';
import { type HttpsSinkOptions, httpsSink } from './https-sink.ts';
import { datadog, loki, type Shape, splunkHec } from './shapes.ts';

/** What each of them would take out of a call, as lines of JSON. */
const readers: Record<string, { shape: Shape; read: (body: string) => string[] }> = {
  'Splunk HEC': {
    shape: splunkHec('token'),
    read: (body) => body.split('\n').map((line) => /"event":(.*)\}$/.exec(line)?.[1] ?? line),
  },
  Loki: {
    shape: loki('Bearer token'),
    read: (body) =>
      (JSON.parse(body).streams as { values: [string, string][] }[]).flatMap(({ values }) =>
        values.map(([, line]) => line),
      ),
  },
  Datadog: {
    shape: datadog('key'),
    read: (body) => (JSON.parse(body) as { message: string }[]).map(({ message }) => message),
  },
};

/** An endpoint that answers as `judge` says, 200 by default, and keeps what it took. */
async function endpoint(
  { shape, read }: (typeof readers)[string],
  judge: (lines: string[]) => number = () => 200,
  options: Partial<HttpsSinkOptions> = {},
) {
  const taken: string[] = [];
  const requests: Received[] = [];
  const server = await FaultyServer.start(async (request): Promise<Answer> => {
    const lines = read(request.body.toString());
    requests.push(request);
    const status = judge(lines);
    if (status === 200) taken.push(...lines);
    return { status };
  });
  return { sink: httpsSink({ url: server.endpoint, shape, ...options }), server, taken, requests };
}

for (const [name, reader] of Object.entries(readers)) {
  describeSinkContract(
    name,
    async () => {
      const { sink, server, taken } = await endpoint(reader, undefined, { callEvents: 40 });
      return {
        sink,
        delivered: async () => taken,
        fail: (fault, times) => server.fail(fault, times),
        heal: () => server.heal(),
        close: () => server.close(),
      };
    },
    { once: false },
  );
}

const inFiveSeconds = () => {
  const end = Date.now() + 5_500;
  return createDeadline(() => end - Date.now());
};

async function deliver(
  judge: (lines: string[]) => number,
  options: Partial<HttpsSinkOptions> = {},
) {
  const { events, batch } = sampleEvents(20);
  const reader = readers.Loki;
  if (reader === undefined) throw new Error('no reader');
  const { sink, server, taken, requests } = await endpoint(reader, judge, options);
  try {
    return { result: await sink.deliver(events, batch, inFiveSeconds()), taken, requests, events };
  } finally {
    await server.close();
  }
}

test('one bad event among good ones is found and refused alone', async () => {
  const isBad = (line: string) => line.includes('"id-7"');
  const { result, taken } = await deliver((lines) => (lines.some(isBad) ? 400 : 200));
  expect(result).toMatchObject({ delivered: 19, retry: [] });
  expect(result.refused.map(({ reason }) => reason)).toEqual(['refused:http_400']);
  expect(taken).toHaveLength(19);
});

test('a call that is too large is cut', async () => {
  const { result, requests } = await deliver((lines) => (lines.length > 5 ? 413 : 200));
  expect(result).toMatchObject({ delivered: 20, refused: [], retry: [] });
  expect(requests.length).toBeGreaterThan(4);
});

test('wrong credentials refuse no event', async () => {
  const { result, requests } = await deliver(() => 401);
  expect(result).toMatchObject({ delivered: 0, refused: [] });
  expect(result.retry).toHaveLength(20);
  expect(requests).toHaveLength(1);
});

test('calls keep the limits', async () => {
  const bytesOf = ({ bytes }: LogEvent) => bytes.length;
  const { events } = sampleEvents(1);
  const callBytes = 3 * Math.max(...events.map(bytesOf)) + 30;
  const { requests } = await deliver(() => 200, { callBytes });
  expect(requests.length).toBeGreaterThan(5);
  const most = await deliver(() => 200, { callEvents: 6 });
  expect(most.requests).toHaveLength(4);
});
