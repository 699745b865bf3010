import { KinesisClient, type KinesisClientConfig } from '@aws-sdk/client-kinesis';
import type { FakeKinesis } from './fake-kinesis.ts';

/**
 * A client of the fake that makes each call once, over a connection of its own: so a broken
 * connection hides one answer alone.
 *
 * @param config what shall be otherwise
 */
export function clientOfFake(fake: FakeKinesis, config: KinesisClientConfig = {}): KinesisClient {
  return new KinesisClient({
    endpoint: fake.endpoint,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
    ...config,
  });
}
