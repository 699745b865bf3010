import type { Answer, Received } from '@logdrive/log-stream/testing';
import type { Trouble } from './faulty-proxy.ts';

/** S3 asks for fewer requests, and does nothing. */
export const slowDown: Trouble = async () => ({
  status: 503,
  headers: { 'content-type': 'application/xml' },
  body: '<Error><Code>SlowDown</Code><Message>Please reduce your request rate.</Message></Error>',
});

/** Whether records are put into a stream. */
export function isPutRecords({ headers }: Received): boolean {
  return headers['x-amz-target'] === 'Kinesis_20131202.PutRecords';
}

/** Whether documents are written to a search engine. */
export function isBulk({ url }: Received): boolean {
  return new URL(url, 'http://host').pathname.endsWith('/_bulk');
}

interface PutRecordsRequest {
  StreamARN?: string;
  StreamName?: string;
  Records: object[];
}

interface PutRecordsAnswer {
  FailedRecordCount: number;
  Records: object[];
}

const throttled = {
  ErrorCode: 'ProvisionedThroughputExceededException',
  ErrorMessage: 'Rate exceeded for shard shardId-000000000000 in stream logs',
};

/**
 * A stream whose shards are too few: of the records of a call only every `oneIn`th is taken. Other
 * streams and other calls are not concerned.
 */
export function throttledStream(stream: string, oneIn: number): Trouble {
  return async (received, passOn) => {
    const call = putRecordsCall(received);
    const name = call?.StreamARN?.split('/')[1] ?? call?.StreamName;
    if (call === undefined || name !== stream) return passOn(received);
    const taken = call.Records.filter((_, index) => index % oneIn === 0);
    const answer = await passOn(withBody(received, { ...call, Records: taken }));
    if (answer.status !== 200) return answer;
    return { ...answer, ...withRefused(call, answer, oneIn) };
  };
}

function putRecordsCall(received: Received): PutRecordsRequest | undefined {
  if (!isPutRecords(received)) return undefined;
  return JSON.parse(String(received.body)) as PutRecordsRequest;
}

function withBody(received: Received, content: object): Received {
  const body = Buffer.from(JSON.stringify(content));
  return {
    ...received,
    headers: { ...received.headers, 'content-length': String(body.length) },
    body,
  };
}

function withRefused({ Records }: PutRecordsRequest, { headers, body }: Answer, oneIn: number) {
  const { Records: taken, ...said } = JSON.parse(String(body)) as PutRecordsAnswer;
  const answers = Records.map((_, index) => (index % oneIn === 0 ? taken.shift() : throttled));
  const refused = Records.length - Math.ceil(Records.length / oneIn);
  const whole = {
    ...said,
    FailedRecordCount: said.FailedRecordCount + refused,
    Records: answers,
  };
  const text = JSON.stringify(whole);
  return {
    headers: { ...headers, 'content-length': String(Buffer.byteLength(text)) },
    body: text,
  };
}

/** Answers that are kept back: what they answer has been done, and the function does not know. */
export class HeldAnswers {
  #release = () => {};
  readonly #released = new Promise<void>((resolve) => {
    this.#release = resolve;
  });
  #wake = () => {};
  /** Resolves when the first answer is held. */
  readonly first = new Promise<void>((resolve) => {
    this.#wake = resolve;
  });

  /** @param holds whether the answer to a request is kept back */
  trouble(holds: (received: Received) => boolean): Trouble {
    return async (received, passOn) => {
      const answer = await passOn(received);
      if (!holds(received)) return answer;
      this.#wake();
      await this.#released;
      return answer;
    };
  }

  release(): void {
    this.#release();
  }
}
