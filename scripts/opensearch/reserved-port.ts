import { connect, createServer, type Server } from 'node:net';

const HOST = '127.0.0.1';
/** The ports that the OpenSearch runner can be told to take. */
const PORTS = { first: 9201, last: 9299 };
/** A port is reserved by listening on the one this far above it. */
const TOKEN_DISTANCE = 20_000;

/** A port that no other search node of this machine takes until it is given back. */
export interface ReservedPort {
  port: number;
  release(): Promise<void>;
}

/**
 * Reserves a free port of 127.0.0.1 for a search node, also against other clones and other test
 * suites that look at the same moment, and also while the node is stopped. The reservation is a
 * socket, so it ends with this process, however that ends. A program that knows nothing of this may
 * still take the port: the caller has to notice.
 *
 * @throws Error when none is free
 */
export async function reservePort(): Promise<ReservedPort> {
  const count = PORTS.last - PORTS.first + 1;
  const start = Math.floor(Math.random() * count);
  for (let step = 0; step < count; step++) {
    const port = PORTS.first + ((start + step) % count);
    const token = await listen(port + TOKEN_DISTANCE);
    if (token === undefined) continue;
    const release = () => new Promise<void>((resolve) => token.close(() => resolve()));
    if (!(await isTaken(port))) return { port, release };
    await release();
  }
  throw new Error(`no port between ${PORTS.first} and ${PORTS.last} is free`);
}

/** Undefined when somebody else listens there. */
function listen(port: number): Promise<Server | undefined> {
  return new Promise((resolve) => {
    const server = createServer((socket) => socket.destroy());
    server.once('error', () => resolve(undefined));
    server.listen({ port, host: HOST, exclusive: true }, () => {
      // A reservation must not keep the process from ending.
      server.unref();
      resolve(server);
    });
  });
}

/** Asked by connecting, since a listener on all addresses would let us bind. */
function isTaken(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: HOST });
    const answer = (taken: boolean) => () => {
      socket.destroy();
      resolve(taken);
    };
    socket.once('connect', answer(true));
    socket.once('error', answer(false));
  });
}
