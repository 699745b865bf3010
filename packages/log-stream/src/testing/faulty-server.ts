import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** A request as it reached the server, its body read to the end. */
export interface Received {
  method: string;
  /** Path and query, as sent. */
  url: string;
  headers: IncomingMessage['headers'];
  body: Buffer;
}

export interface Answer {
  status: number;
  headers?: Record<string, string>;
  body?: Buffer | string;
}

/**
 * What the server does instead of answering. `hidden`: the request takes effect, and its answer is
 * lost with the connection. `hang`: no answer until the client gives up.
 */
export type Fault = 'slow_down' | 'server_error' | 'denied' | 'reset' | 'hidden' | 'hang';

const faultStatus = { slow_down: 503, server_error: 500, denied: 403 } as const;
const faultCode = { slow_down: 'SlowDown', server_error: 'InternalError', denied: 'AccessDenied' };

/** An HTTP server on loopback whose next answers can be made to fail. */
export class FaultyServer {
  readonly #server: Server;
  readonly #answer: (request: Received) => Promise<Answer>;
  #faults: { fault: Fault; times: number }[] = [];

  private constructor(answer: (request: Received) => Promise<Answer>) {
    this.#answer = answer;
    this.#server = createServer((request, response) => {
      this.#serve(request, response).catch(() => response.destroy());
    });
  }

  /** Listens on a free port. */
  static async start(answer: (request: Received) => Promise<Answer>): Promise<FaultyServer> {
    const faulty = new FaultyServer(answer);
    await new Promise<void>((resolve) => faulty.#server.listen(0, '127.0.0.1', resolve));
    return faulty;
  }

  get endpoint(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** The next `times` requests meet this fault; `Infinity` until `heal`. */
  fail(fault: Fault, times: number): void {
    this.#faults.push({ fault, times });
  }

  heal(): void {
    this.#faults = [];
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #nextFault(): Fault | undefined {
    const next = this.#faults[0];
    if (next === undefined) return undefined;
    next.times -= 1;
    if (next.times <= 0) this.#faults.shift();
    return next.fault;
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', url = '', headers } = request;
    const body = await buffer(request);
    const fault = this.#nextFault();
    if (fault === 'hang') return;
    if (fault === 'reset') {
      response.destroy();
      return;
    }
    const answer = isErrorAnswer(fault)
      ? errorAnswer(fault)
      : await this.#answer({ method, url, headers, body });
    if (fault === 'hidden') response.destroy();
    else response.writeHead(answer.status, answer.headers).end(answer.body);
  }
}

function isErrorAnswer(fault: Fault | undefined): fault is keyof typeof faultStatus {
  return fault !== undefined && fault in faultStatus;
}

function errorAnswer(fault: keyof typeof faultStatus): Answer {
  const body = `<Error><Code>${faultCode[fault]}</Code><Message>on purpose</Message></Error>`;
  return { status: faultStatus[fault], headers: { 'content-type': 'application/xml' }, body };
}
