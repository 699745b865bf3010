import type { Answer, Fault } from './faulty-server.ts';

/**
 * What a call meets instead of its answer. `slow_down`: the whole call is throttled. `no_stream`: it
 * does not exist. `bad_gateway`: a proxy's page in the service's place. `garbled`: the call takes
 * effect, and its answer cannot be read. `incomplete`: likewise, and the answer lacks its last entry.
 * `late`: likewise, and the answer comes after a second, which a client with a shorter timeout misses.
 * `none`: it is answered, in a schedule of several faults. The
 * others are those of FaultyServer.
 */
export type CallFault =
  | Fault
  | 'expired_token'
  | 'no_stream'
  | 'bad_gateway'
  | 'garbled'
  | 'incomplete'
  | 'late'
  | 'none';

/** What an entry of a call that is taken meets. */
export type EntryFault = 'throttled' | 'internal_failure';

/** The answers to calls that do not take effect. */
export const refusals: Partial<Record<CallFault, Answer>> = {
  slow_down: errorAnswer(400, 'ProvisionedThroughputExceededException', 'Rate exceeded'),
  server_error: errorAnswer(500, 'InternalFailureException'),
  denied: errorAnswer(400, 'AccessDeniedException', 'not authorized to perform: PutRecords'),
  expired_token: errorAnswer(400, 'ExpiredTokenException', 'The security token is expired'),
  no_stream: errorAnswer(400, 'ResourceNotFoundException', 'Stream fake not found'),
  bad_gateway: {
    status: 502,
    headers: { 'content-type': 'text/html' },
    body: '<html><body>502 Bad Gateway</body></html>',
  },
};

export type ResultEntry =
  | { ShardId: string; SequenceNumber: string }
  | { ErrorCode: string; ErrorMessage: string };

export function putRecordsResult(entries: readonly ResultEntry[]) {
  const FailedRecordCount = entries.filter((entry) => 'ErrorCode' in entry).length;
  return { FailedRecordCount, Records: entries, EncryptionType: 'NONE' };
}

/** An entry of an answer, for a record that was not taken. */
export function failedEntry(fault: EntryFault, shard: string): ResultEntry {
  if (fault === 'internal_failure') {
    return { ErrorCode: 'InternalFailure', ErrorMessage: 'Internal Service Failure' };
  }
  return {
    ErrorCode: 'ProvisionedThroughputExceededException',
    ErrorMessage: `Rate exceeded for shard ${shard} in stream fake under account 123456789012.`,
  };
}

export function errorAnswer(status: number, code: string, message = 'on purpose'): Answer {
  return jsonAnswer(status, { __type: code, message });
}

export function jsonAnswer(status: number, body: unknown): Answer {
  return {
    status,
    headers: { 'content-type': 'application/x-amz-json-1.1' },
    body: JSON.stringify(body),
  };
}
