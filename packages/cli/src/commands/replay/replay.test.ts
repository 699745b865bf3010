import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPipeline } from '../../pipeline/pipeline.ts';
import { Journal } from './journal.ts';
import { replay } from './replay.ts';
import type { Container, Source } from './sources/source.ts';
import { Tally } from './tally.ts';
import type { Outgoing, Target } from './targets/target.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'replay-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

/** Replays messages with these bodies, and says what was sent. */
async function sentOf(bodies: readonly string[], run: number): Promise<Outgoing[]> {
  const containers = bodies.map(
    (body, index): Container => ({
      ...{ name: `message ${index}`, key: `message ${index}` },
      async *lines() {
        yield Buffer.from(body);
      },
      finish: async () => {},
      leave: () => {},
    }),
  );
  const source: Source = {
    total: undefined,
    async *containers() {
      yield* containers;
    },
    close: async () => {},
  };
  const sent: Outgoing[] = [];
  const target: Target = {
    most: { events: 500, bytes: 1024 * 1024 },
    async send(events) {
      sent.push(...events);
      return events.map(() => ({ status: 'taken' }));
    },
  };
  const any = { reason: undefined, logType: undefined, stream: undefined };
  await replay({
    ...{ source, target, fix: undefined, rate: 500, tally: new Tally() },
    selection: { ...any, sinceMs: undefined, untilMs: undefined },
    pipeline: await createPipeline({}),
    journal: new Journal(join(dir, `${run}.journal`), 'a to b'),
    onEvent: () => {},
    onProblem: (message) => {
      throw new Error(message);
    },
  });
  return sent;
}

test('dead letters that are alike are events of their own, with the same log ids in every replay', async () => {
  const body = '{"log_type":"app","time":"2026-11-21T05:00:00Z"}';
  const ids = (await sentOf([body, body, body], 1)).map(({ event }) => event.logId);
  expect(new Set(ids).size).toBe(3);
  expect((await sentOf([body, body, body], 2)).map(({ event }) => event.logId)).toEqual(ids);
});
