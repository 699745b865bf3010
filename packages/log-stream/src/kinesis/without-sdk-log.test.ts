import { KinesisClient, PutRecordsCommand } from '@aws-sdk/client-kinesis';
import { withoutSdkLog } from './without-sdk-log.ts';

/** Whether the logger of a client hears what is in a call. */
async function isHeard(change: (client: KinesisClient) => KinesisClient): Promise<boolean> {
  let heard = false;
  const note = (entry?: { commandName?: string }) => {
    heard ||= entry?.commandName === 'PutRecordsCommand';
  };
  const client = change(
    new KinesisClient({
      region: 'eu-west-1',
      maxAttempts: 1,
      credentials: () => Promise.reject(new Error('none')),
      logger: { trace: note, debug: note, info: note, warn: note, error: note },
    }),
  );
  const Records = [{ Data: Buffer.from('{}'), PartitionKey: 'k' }];
  const call = client.send(new PutRecordsCommand({ StreamName: 'logs', Records }));
  await expect(call).rejects.toThrow('none');
  return heard;
}

test("the SDK's log of calls is left out, and nothing else changes", async () => {
  expect(await isHeard((client) => client)).toBe(true);
  expect(await isHeard(withoutSdkLog)).toBe(false);
});
