import type { Life } from '../lambda-service.ts';
import type { CallResult, EntryFaultOf, ScheduledCalls } from './scheduled-calls.ts';

/** A request of the AWS SDK, as its request handlers get it. */
export interface SdkRequest {
  method: string;
  path: string;
  headers: Record<string, string>;
  body?: unknown;
}

export interface SdkResponse {
  statusCode: number;
  headers: Record<string, string>;
  body: Uint8Array;
}

/** The body of a request whose body is text. */
export function bodyText(body: unknown): string {
  return body instanceof Uint8Array ? Buffer.copyBytesFrom(body).toString() : String(body);
}

/** Who has made a call, and whether he has given up on it before it took effect. */
export interface Caller {
  life: Life;
  late: boolean;
}

/** A service behind the SDK's client. */
export interface ScheduledService {
  name: string;
  /** Told in the story. */
  describe(request: SdkRequest): string;
  /** Takes effect and answers. */
  apply(request: SdkRequest, entryFault: EntryFaultOf, caller: Caller): SdkResponse;
  /** Told when the caller has been given an answer that it can read. */
  answered?(request: SdkRequest, response: SdkResponse, life: Life): void;
  /** Words a refusal. */
  refuse(kind: 'throttled' | 'server_error' | 'denied' | 'conflict'): SdkResponse;
}

/**
 * A request handler for the SDK's clients: what they serialise, sign and read back is real, and only
 * the wire between is not.
 *
 * @param options.requestTimeoutMs as the client's `requestTimeout` with `throwOnRequestTimeout`
 */
export function scheduledHttpHandler(
  service: ScheduledService,
  calls: ScheduledCalls,
  life: Life,
  { requestTimeoutMs }: { requestTimeoutMs?: number } = {},
) {
  return {
    metadata: { handlerProtocol: 'http/1.1' },
    async handle(request: SdkRequest, { abortSignal }: { abortSignal?: AbortSignal } = {}) {
      const timeout =
        requestTimeoutMs === undefined ? undefined : AbortSignal.timeout(requestTimeoutMs);
      const signals = [abortSignal, timeout].filter((signal) => signal !== undefined);
      try {
        const result = await calls.make(life, {
          service: service.name,
          what: service.describe(request),
          signal: signals.length === 0 ? undefined : AbortSignal.any(signals),
          apply: (entryFault, late) => service.apply(request, entryFault, { life, late }),
        });
        if (result.kind === 'answer' && !result.garbled) {
          service.answered?.(request, result.value, life);
        }
        return { response: responseOf(result, service) };
      } catch (error) {
        throw timeout?.aborted && !abortSignal?.aborted ? timeoutError() : error;
      }
    },
    updateHttpClientConfig() {},
    httpHandlerConfigs: () => ({}),
    destroy() {},
  };
}

/** As `throwOnRequestTimeout` words it. */
function timeoutError(): Error {
  return Object.assign(new Error('a request has exceeded the configured requestTimeout'), {
    name: 'TimeoutError',
    code: 'ETIMEDOUT',
  });
}

function responseOf(result: CallResult<SdkResponse>, service: ScheduledService): SdkResponse {
  if (result.kind !== 'answer') return service.refuse(result.kind);
  return result.garbled ? { ...result.value, body: Buffer.from('{"<garbled') } : result.value;
}
