import { type KinesisClient, PutRecordsCommand } from '@aws-sdk/client-kinesis';
import { putRecordsBody, type StreamTarget } from './put-records-body.ts';
import type { WriteRecord } from './write-record.ts';

/** What Kinesis says of one record of a call: where it is, or why it is not. */
export interface PutRecordsAnswer {
  ShardId?: string | null;
  SequenceNumber?: string | null;
  ErrorCode?: string | null;
  ErrorMessage?: string | null;
}

/** As the SDK has it before it reads the body. */
interface Response {
  statusCode: number;
  body: unknown;
}

/**
 * Makes one PutRecords call. The SDK chooses the endpoint, signs, sends and reads errors; what there are
 * hundreds of in a call, the records and what is answered for each, is written and read here, and the
 * SDK's logger does not see it.
 *
 * @returns what is answered for each record, in order, and not yet held against their number
 * @throws what the SDK throws
 */
export async function callPutRecords(
  client: KinesisClient,
  target: StreamTarget,
  records: readonly WriteRecord[],
  options: { abortSignal?: AbortSignal } = {},
): Promise<readonly PutRecordsAnswer[]> {
  const command = new PutRecordsCommand({ ...target, Records: [] });
  let answers: readonly PutRecordsAnswer[] = [];
  command.middlewareStack.add(
    (next) => (args) => {
      (args.request as { body: unknown }).body = putRecordsBody(target, records);
      return next(args);
    },
    { name: 'putRecordsBody', step: 'serialize', priority: 'low' },
  );
  command.middlewareStack.add(
    (next) => async (args) => {
      const result = await next(args);
      const response = result.response as Response;
      if (response.statusCode >= 300) return result;
      const bytes = await bytesOf(response.body, client);
      answers = answersIn(bytes) ?? [];
      // What is no answer is left to the SDK, which says what is wrong with it.
      response.body = answers.length > 0 ? new Uint8Array() : bytes;
      return result;
    },
    { name: 'putRecordsAnswer', step: 'deserialize', priority: 'low' },
  );
  await client.send(command, options);
  return answers;
}

/** As the SDK reads bodies: a request handler may have done so before. */
async function bytesOf(body: unknown, client: KinesisClient): Promise<Uint8Array> {
  return body instanceof Uint8Array ? body : client.config.streamCollector(body);
}

function answersIn(bytes: Uint8Array): PutRecordsAnswer[] | undefined {
  try {
    const { Records } = JSON.parse(
      Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString(),
    );
    return Array.isArray(Records) ? Records : undefined;
  } catch {
    return undefined;
  }
}
