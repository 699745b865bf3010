import { type IncomingHttpHeaders, request } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { type Answer, FaultyServer, type Received } from '@logdrive/log-stream/testing';

/** Passes a request on to the service and returns its answer. */
export type PassOn = (received: Received) => Promise<Answer>;

/** Answers in the place of the service, or with its help. */
export type Trouble = (received: Received, passOn: PassOn) => Promise<Answer>;

/** A service as a function sees it: through a proxy on loopback that makes trouble when told to. */
export interface FaultyProxy {
  endpoint: string;
  /** From now on requests meet this; without one the service answers again. */
  set(trouble?: Trouble): void;
  close(): Promise<void>;
}

/** What is said of one connection, and not of the message. */
const ofConnection = ['connection', 'keep-alive', 'transfer-encoding', 'expect'];

/** @param target the service's endpoint, `http` */
export async function startFaultyProxy(target: string): Promise<FaultyProxy> {
  let trouble: Trouble | undefined;
  const passOn = passOnTo(target);
  // What throws (nobody listens behind) cuts the connection, as a service that is gone does.
  const server = await FaultyServer.start((received) =>
    trouble === undefined ? passOn(received) : trouble(received, passOn),
  );
  return {
    endpoint: server.endpoint,
    set: (next) => {
      trouble = next;
    },
    close: () => server.close(),
  };
}

function passOnTo(target: string): PassOn {
  return ({ method, url, headers, body }) =>
    new Promise((resolve, reject) => {
      const options = { method, headers: ofMessage(headers), agent: false };
      const behind = request(new URL(url, target), options, (response) => {
        buffer(response).then(
          (answer) =>
            resolve({
              status: response.statusCode ?? 502,
              headers: ofMessage(response.headers),
              body: answer,
            }),
          reject,
        );
      });
      behind.once('error', reject);
      behind.end(body);
    });
}

function ofMessage(headers: IncomingHttpHeaders): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value === undefined || ofConnection.includes(name)) continue;
    kept[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  return kept;
}
