import { kinesisToS3 } from './functions/kinesis-to-s3.ts';
import { commandFor, failureText, proveFunction } from './prove-function.ts';
import { subjects } from './subjects.ts';
import type { Subject } from './world/subject.ts';

/** The archive with a handler that says nothing has failed, whatever has. */
const careless: Subject = {
  ...kinesisToS3,
  name: 'careless',
  createWorld(wiring) {
    const world = kinesisToS3.createWorld(wiring);
    return {
      ...world,
      start(life, log) {
        const { handler } = world.start(life, log);
        return {
          handler: async (event, context) => {
            await handler(event, context);
            return { batchItemFailures: [] };
          },
        };
      },
    };
  },
};

test('a function that loses events is caught, with a story that is plain and can be repeated', async () => {
  const { failure } = await proveFunction(careless, { runs: 2_000, seed: 1 });
  if (failure === undefined) throw new Error('not caught');
  const text = failureText('careless', failure);
  expect(failure.violations.join()).toMatch(/nowhere|says/);
  expect(text).toContain(commandFor('careless', failure));
  // One record that enters, an invocation, and what went wrong in it.
  expect(failure.story.filter((line) => line.includes('enters'))).toHaveLength(1);
  expect(failure.story.length).toBeLessThan(30);
  const { seed, path } = failure;
  const again = await proveFunction(careless, { runs: 1, seed, path });
  expect(again.failure).toMatchObject({ violations: failure.violations, story: failure.story });
}, 120_000);

test.each(subjects.map((subject) => [subject.name, subject] as const))(
  'the same seed takes the same course: %s',
  async (_, subject) => {
    const options = { runs: 20, seed: 7 };
    const first = await proveFunction(subject, options);
    expect(first.schedules).toBe(20);
    expect(await proveFunction(subject, options)).toEqual(first);
  },
  60_000,
);
