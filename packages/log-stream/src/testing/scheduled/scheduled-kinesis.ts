import {
  errorAnswer,
  failedEntry,
  putRecordsResult,
  type ResultEntry,
} from '../fake-kinesis-answers.ts';
import { brokenLimits, defaultLimits } from '../fake-kinesis-limits.ts';
import type { Answer } from '../faulty-server.ts';
import type { Life } from '../lambda-service.ts';
import {
  bodyText,
  type Caller,
  type ScheduledService,
  type SdkRequest,
  type SdkResponse,
} from './http-handler.ts';
import type { EntryFaultOf } from './scheduled-calls.ts';

/** Told what becomes of records at a stream or messages at a queue, by the destination's name. */
export interface EntryObserver {
  /** It is there, whether the caller learns of it or not. */
  accepted(destination: string, data: Buffer, caller: Caller): void;
  /** The caller has been told that it is there. */
  acknowledged(destination: string, data: Buffer, life: Life): void;
}

interface SentRecord {
  Data: string;
  PartitionKey: string;
  ExplicitHashKey?: string;
}

/** PutRecords, with the limits of the service; a call that breaks one throws in `apply`. */
export class ScheduledKinesis implements ScheduledService {
  readonly name = 'kinesis';
  readonly #observer: EntryObserver;
  #accepted = 0;

  constructor(observer: EntryObserver) {
    this.#observer = observer;
  }

  describe(request: SdkRequest): string {
    const { records, stream } = callOf(request);
    return `PutRecords of ${records.length} to ${stream}`;
  }

  apply(request: SdkRequest, entryFault: EntryFaultOf, caller: Caller): SdkResponse {
    const { records, stream } = callOf(request);
    const sent = records.map((record) => ({
      data: Buffer.from(record.Data, 'base64'),
      partitionKey: record.PartitionKey,
      ...(record.ExplicitHashKey !== undefined && { explicitHashKey: record.ExplicitHashKey }),
    }));
    const broken = brokenLimits(sent, defaultLimits);
    if (broken.length > 0) throw new Error(`limits of Kinesis were broken: ${broken.join('; ')}`);
    const results = sent.map(({ data }, index): ResultEntry => {
      const fault = entryFault(index);
      if (fault !== undefined) {
        return failedEntry(fault === 'internal' ? 'internal_failure' : fault, shardId);
      }
      this.#observer.accepted(stream, data, caller);
      this.#accepted += 1;
      return { ShardId: shardId, SequenceNumber: String(this.#accepted).padStart(56, '49') };
    });
    return response({ status: 200, body: JSON.stringify(putRecordsResult(results)) });
  }

  answered(request: SdkRequest, { body }: SdkResponse, life: Life): void {
    const { records, stream } = callOf(request);
    const { Records } = JSON.parse(Buffer.from(body).toString()) as { Records: ResultEntry[] };
    records.forEach(({ Data }, index) => {
      const result = Records[index];
      if (result === undefined || 'ErrorCode' in result) return;
      this.#observer.acknowledged(stream, Buffer.from(Data, 'base64'), life);
    });
  }

  refuse(kind: 'throttled' | 'server_error' | 'denied' | 'conflict'): SdkResponse {
    return response(refusals[kind]);
  }
}

const shardId = 'shardId-000000000000';

const refusals = {
  throttled: errorAnswer(400, 'ProvisionedThroughputExceededException', 'Rate exceeded'),
  server_error: errorAnswer(500, 'InternalFailureException'),
  denied: errorAnswer(400, 'AccessDeniedException', 'not authorized to perform: PutRecords'),
  conflict: errorAnswer(400, 'ExpiredTokenException', 'The security token is expired'),
};

function callOf({ body }: SdkRequest): { records: SentRecord[]; stream: string } {
  const { Records, StreamARN, StreamName } = JSON.parse(bodyText(body)) as {
    Records: SentRecord[];
    StreamARN?: string;
    StreamName?: string;
  };
  return { records: Records, stream: StreamARN?.split('/').at(-1) ?? StreamName ?? '' };
}

function response({ status, body = '' }: Answer): SdkResponse {
  const headers = { 'content-type': 'application/x-amz-json-1.1' };
  return { statusCode: status, headers, body: Buffer.from(body) };
}
