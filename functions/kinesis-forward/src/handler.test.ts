import { kinesisRecord } from '@logdrive/log-stream/testing';
import { Acknowledged } from './acknowledged.ts';
import type { Outcome, Piece, TargetSink } from './piece.ts';
import { createForwarder } from './testing/forwarder.ts';
import { streamTarget } from './testing/targets.ts';

const json = (log_type: string, id: string) => JSON.stringify({ log_type, id });
const recordsOf = (...data: string[]) =>
  data.map((text, index) => kinesisRecord({ data: text, sequenceNumber: `${4959 + index}` }));

/** A sink that fails, or refuses, what matches. */
class SketchSink implements TargetSink {
  readonly taken: string[] = [];
  failing: RegExp | undefined;
  refusing: RegExp | undefined;

  async write(pieces: readonly Piece[]): Promise<Outcome[]> {
    return pieces.map(({ data }): Outcome => {
      const text = data.toString();
      if (this.failing?.test(text)) return { status: 'retry', error: new Error('throttled') };
      if (this.refusing?.test(text))
        return { status: 'refused', reason: 'too_large', detail: 'no' };
      this.taken.push(text);
      return { status: 'delivered' };
    });
  }
}

function create() {
  const [all, app] = [new SketchSink(), new SketchSink()];
  const forwarder = createForwarder({
    targets: [
      { target: streamTarget({ name: 'all' }), sink: all },
      { target: streamTarget({ name: 'app', logTypes: ['app'] }), sink: app },
    ],
  });
  return { ...forwarder, all, app };
}

const data = [json('app', 'a'), json('db', 'b'), 'no json', json('app', 'd'), json('db', 'e')];

test('an empty batch is done', async () => {
  expect(await create().handle([])).toBeUndefined();
});

test('each target gets what it wants, and the counts add up, over all and for each', async () => {
  const f = create();
  expect(await f.handle(recordsOf(...data))).toBeUndefined();
  expect(f.all.taken).toEqual(data);
  expect(f.app.taken).toEqual([data[0], data[3]]);
  expect(f.quarantined()).toEqual([
    expect.objectContaining({ reason: 'not_json', data: btoa('no json') }),
  ]);
  expect(f.logged).toEqual([
    expect.objectContaining({
      ...{ EventsReceived: 5, EventsDelivered: 4, EventsFiltered: 0 },
      ...{ EventsQuarantined: 1, EventsRetried: 0, quarantined_by_reason: { not_json: 1 } },
      ...{ 'Delivered.all': 5, 'Filtered.all': 0, 'Quarantined.all': 0, 'Retried.all': 0 },
      ...{ 'Delivered.app': 2, 'Filtered.app': 2, 'Quarantined.app': 1, 'Retried.app': 0 },
    }),
  ]);
});

test('what no target wants is filtered', async () => {
  const app = new SketchSink();
  const target = streamTarget({ name: 'app', logTypes: ['app'] });
  const f = createForwarder({ targets: [{ target, sink: app }] });
  await f.handle(recordsOf(json('db', 'a'), `${json('db', 'b')}\n${json('app', 'c')}`));
  expect(app.taken).toEqual([json('app', 'c')]);
  expect(f.logged[0]).toMatchObject({ EventsDelivered: 1, EventsFiltered: 2, 'Filtered.app': 2 });
});

test('the batch comes back from the first record that a target lacks, and the others get it once', async () => {
  const f = create();
  f.app.failing = /"d"/;
  const records = recordsOf(...data);
  expect(await f.handle(records)).toBe('4962');
  const error = f.logged.find(({ level }) => level === 'ERROR');
  expect(error).toMatchObject({ message: 'a target has not taken all', target: 'app', pieces: 1 });
  expect(Object.values(error ?? {})).toContain('throttled');
  expect(f.logged.at(-1)).toMatchObject({
    ...{ EventsReceived: 5, EventsDelivered: 2, EventsQuarantined: 1, EventsRetried: 2 },
    ...{ 'Delivered.all': 3, 'Retried.all': 2, 'Delivered.app': 1, 'Retried.app': 2 },
  });
  f.app.failing = undefined;
  expect(await f.handle(records.slice(3))).toBeUndefined();
  expect(f.all.taken).toEqual(data);
  expect(f.app.taken).toEqual([data[0], data[3]]);
  expect(f.logged.at(-1)).toMatchObject({
    ...{ EventsDelivered: 2, 'Delivered.all': 2, 'Delivered.app': 1, PiecesAlreadyDelivered: 2 },
  });
  expect(f.acknowledged.size).toBe(0);
});

test('parts of a record are remembered one by one', async () => {
  const sink = new SketchSink();
  const target = streamTarget({ name: 'user', partitionKey: 'id' });
  const f = createForwarder({ targets: [{ target, sink }] });
  sink.failing = /"b"/;
  const records = recordsOf([json('app', 'a'), json('app', 'b'), json('app', 'c')].join('\n'));
  expect(await f.handle(records)).toBe('4959');
  sink.failing = undefined;
  expect(await f.handle(records)).toBeUndefined();
  expect(sink.taken).toEqual([json('app', 'a'), json('app', 'c'), json('app', 'b')]);
});

test('what a target refuses is quarantined with its name, and the others have it', async () => {
  const f = create();
  f.app.refusing = /"a"/;
  expect(await f.handle(recordsOf(...data))).toBeUndefined();
  expect(f.all.taken).toEqual(data);
  expect(f.quarantined()).toContainEqual(
    expect.objectContaining({
      ...{ reason: 'too_large', detail: 'target app: no', sequence_number: '4959' },
      data: btoa(data[0] ?? ''),
    }),
  );
  expect(f.logged.at(-1)).toMatchObject({
    ...{ EventsDelivered: 3, EventsQuarantined: 2, 'Quarantined.app': 2, 'Delivered.all': 5 },
  });
});

test('when the quarantine cannot be written its first record comes back, and nothing is sent twice', async () => {
  const f = create();
  f.quarantine.works = false;
  const records = recordsOf(...data);
  expect(await f.handle(records)).toBe('4961');
  f.quarantine.works = true;
  expect(await f.handle(records.slice(2))).toBeUndefined();
  expect(f.all.taken).toEqual(data);
  expect(f.quarantined()).toHaveLength(1);
});

test('no log line carries a payload', async () => {
  const f = create();
  f.app.failing = /secret/;
  await f.handle(recordsOf(json('app', 'secret-1'), 'secret-2'));
  expect(JSON.stringify(f.logged)).not.toContain('secret');
});

test('a target that answers for too few is a bug, and said so', async () => {
  const sink: TargetSink = { write: async () => [] };
  const f = createForwarder({ targets: [{ target: streamTarget(), sink }] });
  await expect(f.handle(recordsOf(...data))).rejects.toThrow('answered for 0 of 5');
});

test('the memory is bounded, and forgets the oldest first', () => {
  const acknowledged = new Acknowledged(10);
  const pieces = recordsOf(...Array.from({ length: 20 }, (_, index) => `${index}`)).map(
    (record, source): Piece => ({
      ...{ record, source, part: 0, positions: undefined, partitionKey: 'k' },
      data: Buffer.alloc(0),
    }),
  );
  const delivered = pieces.map((): Outcome => ({ status: 'delivered' }));
  acknowledged.update(0, pieces, delivered, 20, 0);
  expect(acknowledged.size).toBe(10);
  expect(acknowledged.open(0, pieces).pieces.map(({ source }) => source)).toEqual([
    ...Array(10).keys(),
  ]);
  expect(acknowledged.open(1, pieces).pieces).toHaveLength(20);
});
