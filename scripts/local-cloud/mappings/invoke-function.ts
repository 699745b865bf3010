import { InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import type { InvocationResult, LambdaKinesisRecord } from '@logdrive/log-stream/testing';

/**
 * Hands records to a function and waits for its answer, as an event source mapping does.
 *
 * @param client built with `maxAttempts: 1`: a second attempt of the client's own would be a second
 *   invocation that nobody counts
 */
export async function invokeFunction(
  client: LambdaClient,
  functionArn: string,
  event: { Records: LambdaKinesisRecord[] },
): Promise<InvocationResult> {
  const command = new InvokeCommand({
    FunctionName: functionArn,
    InvocationType: 'RequestResponse',
    Payload: JSON.stringify(event),
  });
  try {
    const { Payload, FunctionError } = await client.send(command);
    const text = Buffer.from(Payload ?? []).toString();
    if (FunctionError !== undefined) return { kind: 'failed', error: text };
    return { kind: 'answered', response: text === '' ? null : JSON.parse(text) };
  } catch (error) {
    return { kind: 'not_invoked', error: error instanceof Error ? error.message : String(error) };
  }
}
