import { VirtualTime } from '@logdrive/log-stream/testing';
import { type Incident, IncidentRun } from './incidents.ts';

function world() {
  const time = new VirtualTime(0);
  const seconds = () => time.elapsedMs / 1000;
  const run = new IncidentRun({
    seconds,
    until: (at) => time.sleep(Math.max(0, at * 1000 - time.elapsedMs)),
  });
  const told: string[] = [];
  const incident = (name: string, atSeconds: number, forSeconds: number): Incident => ({
    ...{ name, atSeconds, forSeconds },
    begin: async () => void told.push(`${seconds()} ${name}`),
    end: () => void told.push(`${seconds()} end of ${name}`),
  });
  return { time, run, told, incident };
}

test('incidents begin and end at their times, and may overlap', async () => {
  const { time, run, told, incident } = world();
  let lasting: string[] = [];
  await time.run(async () => {
    await Promise.all([
      run.run([incident('a', 1, 4), incident('b', 2, 1)]),
      time.sleep(2_500).then(() => {
        lasting = run.lasting;
      }),
    ]);
  });
  expect(told).toEqual(['1 a', '2 b', '3 end of b', '5 end of a']);
  expect(lasting).toEqual(['a', 'b']);
  expect(run.happened).toEqual([
    { name: 'a', fromSeconds: 1, toSeconds: 5 },
    { name: 'b', fromSeconds: 2, toSeconds: 3 },
  ]);
});

test('one that cannot be brought about is mended all the same, and told when all are over', async () => {
  const { time, run, told, incident } = world();
  const broken = { ...incident('a', 1, 4), begin: () => Promise.reject(new Error('no process')) };
  await time.run(async () => {
    await expect(run.run([broken, incident('b', 2, 1)])).rejects.toThrow('no process');
  });
  expect(told).toEqual(['1 end of a', '2 b', '3 end of b']);
});
