import { describeSinkContract, FakeSqs } from '@logdrive/log-stream/testing';
import { sqsSink } from './sqs-sink.ts';
import { sqsClient } from './testing/clients.ts';
import { eventSink } from './testing/event-sink.ts';
import { queueTarget } from './testing/targets.ts';

for (const fifo of [false, true]) {
  const name = fifo ? 'a FIFO queue of SQS, a fake' : 'a queue of SQS, a fake';
  describeSinkContract(
    name,
    async () => {
      const fake = await FakeSqs.start({ fifo });
      const client = sqsClient(fake.endpoint);
      const { queueUrl } = fake;
      const target = queueTarget({ queueUrl, fifo });
      return {
        sink: eventSink(sqsSink(client, target), fifo),
        delivered: async () => fake.accepted.map(({ body }) => body),
        fail: (fault, times) => fake.fail(fault, times),
        heal: () => fake.heal(),
        close: async () => {
          client.destroy();
          await fake.close();
        },
      };
    },
    { once: fifo },
  );
}
