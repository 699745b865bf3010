import { readFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { buffer } from 'node:stream/consumers';

/** Where a search node is and who may ask it: what a SearchNode says of itself. */
export interface SearchAddress {
  /** `http://127.0.0.1:<port>`, or `https` with security. */
  url: string;
  username?: string;
  password?: string;
  /** The certificate that signed the node's, PEM. */
  caFile?: string;
}

export interface SearchAnswer {
  status: number;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of many shapes
  body: any;
}

const LIMIT_MS = 30_000;

/**
 * Asks a search node, on a connection of its own and with nothing between it and the caller.
 *
 * @param body is sent as JSON; text is sent as NDJSON, as `_bulk` wants it
 * @returns any status; an answer that is no JSON object has the body `undefined`
 * @throws Error when the node cannot be reached, or is silent for 30 seconds
 */
export async function searchRequest(
  address: SearchAddress,
  method: string,
  path: string,
  body?: object | string,
): Promise<SearchAnswer> {
  const { status, bytes } = await searchBytes(address, method, path, body);
  return { status, body: parsed(bytes) };
}

/** As searchRequest, and leaves the body as it came; one that was cut off is empty. */
export function searchBytes(
  address: SearchAddress,
  method: string,
  path: string,
  body?: object | string,
): Promise<{ status: number; bytes: Buffer }> {
  const { url, username, password, caFile } = address;
  const send = url.startsWith('https:') ? httpsRequest : httpRequest;
  const type = typeof body === 'string' ? 'application/x-ndjson' : 'application/json';
  const options = {
    method,
    agent: false,
    timeout: LIMIT_MS,
    headers: body === undefined ? {} : { 'content-type': type },
    ...(username !== undefined && { auth: `${username}:${password}` }),
    ...(caFile !== undefined && { ca: readFileSync(caFile) }),
  };
  return new Promise((resolve, reject) => {
    const request = send(new URL(path, url), options, (response) => {
      const status = response.statusCode ?? 0;
      const answer = (bytes: Buffer) => resolve({ status, bytes });
      buffer(response).then(answer, () => answer(Buffer.alloc(0)));
    });
    request.once('timeout', () => request.destroy(new Error(`${url} is silent`)));
    request.once('error', reject);
    request.end(typeof body === 'object' ? JSON.stringify(body) : body);
  });
}

function parsed(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString());
  } catch {
    return undefined;
  }
}
