import { readAggregate } from '@logdrive/log-stream';
import { describeSinkContract, FakeKinesis } from '@logdrive/log-stream/testing';
import { kinesisSink } from './kinesis-sink.ts';
import { kinesisClient } from './testing/clients.ts';
import { eventSink } from './testing/event-sink.ts';
import { streamTarget } from './testing/targets.ts';

for (const aggregate of [false, true]) {
  const name = aggregate ? 'Kinesis, a fake, aggregated' : 'Kinesis, a fake';
  describeSinkContract(
    name,
    async () => {
      const fake = await FakeKinesis.start({ shards: 3 });
      const client = kinesisClient(fake.endpoint);
      const backoff = { baseMs: 2, maxMs: 50 };
      return {
        sink: eventSink(kinesisSink(client, streamTarget({ aggregate }), { backoff })),
        delivered: async () =>
          fake.accepted.flatMap(
            ({ data }) => readAggregate(data)?.map((inner) => `${inner.data}`) ?? [`${data}`],
          ),
        fail: (fault, times) => fake.fail(fault, times),
        heal: () => fake.heal(),
        close: async () => {
          client.destroy();
          await fake.close();
        },
      };
    },
    { once: false },
  );
}
