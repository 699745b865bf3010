import type { ScheduledService, SdkRequest, SdkResponse } from './http-handler.ts';

/** PutObject with `If-None-Match: *`, addressed by path; objects stay in memory. */
export class ScheduledS3 implements ScheduledService {
  readonly name: string;
  readonly #objects = new Map<string, Buffer>();
  readonly #onObject: (key: string, body: Buffer) => void;

  /** @param onObject told of each object that is written, with its key (the bucket left out) */
  constructor(name: string, onObject: (key: string, body: Buffer) => void) {
    this.name = name;
    this.#onObject = onObject;
  }

  describe({ method, path }: SdkRequest): string {
    return `${method} ${keyOf(path)}`;
  }

  apply({ method, path, headers, body }: SdkRequest): SdkResponse {
    if (method !== 'PUT') throw new Error(`S3 is asked for ${method}`);
    const key = keyOf(path);
    const there = this.#objects.has(key);
    if (there && headerOf(headers, 'if-none-match') === '*')
      return failure(412, 'PreconditionFailed');
    const bytes = Buffer.from(body as Uint8Array);
    this.#objects.set(key, bytes);
    this.#onObject(key, bytes);
    return { statusCode: 200, headers: { etag: '"0"' }, body: new Uint8Array() };
  }

  refuse(kind: 'throttled' | 'server_error' | 'denied' | 'conflict'): SdkResponse {
    const { status, code } = refusals[kind];
    return failure(status, code);
  }
}

const refusals = {
  throttled: { status: 503, code: 'SlowDown' },
  server_error: { status: 500, code: 'InternalError' },
  denied: { status: 403, code: 'AccessDenied' },
  conflict: { status: 409, code: 'ConditionalRequestConflict' },
};

/** `/bucket/key` -> `key` */
function keyOf(path: string): string {
  return decodeURIComponent(path).split('/').slice(2).join('/');
}

function headerOf(headers: Record<string, string>, name: string): string | undefined {
  return Object.entries(headers).find(([key]) => key.toLowerCase() === name)?.[1];
}

function failure(statusCode: number, code: string): SdkResponse {
  const body = `<Error><Code>${code}</Code><Message>on purpose</Message></Error>`;
  return { statusCode, headers: { 'content-type': 'application/xml' }, body: Buffer.from(body) };
}
