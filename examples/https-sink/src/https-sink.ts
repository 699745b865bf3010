import { type Deadline, type LogEvent, type Reject, retry, type Sink } from '@logdrive/log-stream';
import pLimit from 'p-limit';
import type { Shape } from './shapes.ts';

export interface HttpsSinkOptions {
  url: string;
  /** How the endpoint wants events, and who asks: see shapes.ts. */
  shape: Shape;
  /** Bytes of events in one call; what the shape puts around them comes on top. Default 1 MiB. */
  callBytes?: number;
  /** Default 1,000. */
  callEvents?: number;
  /** Default 4. */
  callsInFlight?: number;
  /** How long to wait for the answer to one call, in milliseconds. Default 10,000. */
  callTimeoutMs?: number;
}

/** What became of the events of one call. */
interface Outcome {
  delivered: number;
  refused: Reject[];
  retry: LogEvent[];
}

/** Posts events to an HTTPS endpoint. It knows no event again: one whose answer was lost comes twice. */
export function httpsSink(options: HttpsSinkOptions): Sink {
  const limit = pLimit(options.callsInFlight ?? 4);
  return {
    async deliver(events, _batch, deadline) {
      const calls = cut(events, options.callBytes ?? 2 ** 20, options.callEvents ?? 1_000);
      const send = (call: LogEvent[]) => limit(() => deliverCall(call, deadline, options));
      return sum(await Promise.all(calls.map(send)));
    },
  };
}

async function deliverCall(
  events: LogEvent[],
  deadline: Deadline,
  options: HttpsSinkOptions,
): Promise<Outcome> {
  const status = await post(events, deadline, options);
  if (status >= 200 && status < 300) return { delivered: events.length, refused: [], retry: [] };
  if (!isRefusal(status)) return { delivered: 0, refused: [], retry: events };
  const [only, ...others] = events;
  if (only !== undefined && others.length === 0) {
    const reason = status === 413 ? 'too_large' : (`refused:http_${status}` as const);
    const reject = only.reject(reason, `the endpoint answered ${status}`);
    return { delivered: 0, refused: [reject], retry: [] };
  }
  // Too much at once, or one bad event among good ones: halves tell which.
  const half = Math.ceil(events.length / 2);
  const first = await deliverCall(events.slice(0, half), deadline, options);
  return sum([first, await deliverCall(events.slice(half), deadline, options)]);
}

/** About the events themselves. Any other 4xx is about us (credentials, address): it may pass. */
function isRefusal(status: number): boolean {
  return [400, 413, 415, 422].includes(status);
}

class PassingError extends Error {
  override readonly name = 'PassingError';
}

/** The endpoint's last answer before the deadline; 0 when there was none. */
async function post(
  events: readonly LogEvent[],
  deadline: Deadline,
  { url, shape, callTimeoutMs = 10_000 }: HttpsSinkOptions,
): Promise<number> {
  const body = shape.body(events);
  let last = 0;
  const attempt = async () => {
    const signal = AbortSignal.any([deadline.signal, AbortSignal.timeout(callTimeoutMs)]);
    const answer = await fetch(url, { method: 'POST', headers: shape.headers, body, signal }).catch(
      (cause) => Promise.reject(new PassingError('no answer', { cause })),
    );
    await answer.arrayBuffer().catch(() => {}); // read to its end, so that the connection is kept
    last = answer.status;
    if (last === 429 || last >= 500) throw new PassingError(`answered ${last}`);
  };
  const isRetryable = (error: unknown) => error instanceof PassingError && !deadline.signal.aborted;
  await retry(attempt, { deadline, isRetryable }).catch((error) => {
    if (!(error instanceof PassingError)) throw error;
  });
  return last;
}

function cut(events: readonly LogEvent[], mostBytes: number, mostEvents: number): LogEvent[][] {
  const calls: LogEvent[][] = [];
  let bytes = Number.POSITIVE_INFINITY;
  for (const event of events) {
    const call = calls.at(-1);
    bytes += event.bytes.length;
    if (call !== undefined && bytes <= mostBytes && call.length < mostEvents) call.push(event);
    else {
      calls.push([event]);
      bytes = event.bytes.length;
    }
  }
  return calls;
}

function sum(outcomes: readonly Outcome[]): Outcome {
  return {
    delivered: outcomes.reduce((total, { delivered }) => total + delivered, 0),
    refused: outcomes.flatMap(({ refused }) => refused),
    retry: outcomes.flatMap((outcome) => outcome.retry),
  };
}
