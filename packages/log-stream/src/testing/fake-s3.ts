import type { Answer, Received } from './faulty-server.ts';

/**
 * The part of S3 that writing needs: PutObject with `If-None-Match: *`, addressed by path
 * (`/bucket/key`). Keeps objects in memory.
 */
export class FakeS3 {
  /** Bodies by `bucket/key`, and the headers that each came with. */
  readonly objects = new Map<string, { body: Buffer; headers: Received['headers'] }>();

  readonly answer = async ({ method, url, headers, body }: Received): Promise<Answer> => {
    const path = decodeURIComponent(new URL(url, 'http://s3').pathname.slice(1));
    if (method !== 'PUT') return failure(405, 'MethodNotAllowed');
    if (headers['if-none-match'] === '*' && this.objects.has(path)) {
      return failure(412, 'PreconditionFailed');
    }
    this.objects.set(path, { body, headers });
    return { status: 200, headers: { etag: '"fake"' } };
  };
}

function failure(status: number, code: string): Answer {
  return { status, body: `<Error><Code>${code}</Code></Error>` };
}
