import { zstdCompressSync } from 'node:zlib';
import { decodeBatch } from '@logdrive/log-stream';
import {
  cloudwatchControlMessage,
  cloudwatchData,
  cloudwatchEnvelope,
  kinesisEvent,
  kinesisRecord,
  kplAggregate,
} from '@logdrive/log-stream/testing';
import fc from 'fast-check';
import { createPipeline, type Pipeline } from '../../pipeline/pipeline.ts';
import { RecordMaker } from '../../records/record-maker.ts';
import { explain } from './explain.ts';
import { type Explanation, explanationLine } from './explanation.ts';
import type { ReadOptions } from './input/piece.ts';

const arrivedMs = Date.UTC(2026, 10, 21, 5);
let pipeline: Pipeline;
beforeAll(async () => {
  pipeline = await createPipeline({ LOG_TYPES: '["app","lambda","cloudwatch"]' });
});

async function* streamOf(chunks: readonly (string | Buffer)[]) {
  for (const chunk of chunks) yield Buffer.from(chunk);
}

async function explainAll(
  chunks: readonly (string | Buffer)[],
  changes: Partial<ReadOptions> = {},
): Promise<Explanation[]> {
  const records = new RecordMaker(() => arrivedMs);
  const options: ReadOptions = {
    ...{ kind: 'auto', logGroup: undefined, whole: false, records },
    ...changes,
  };
  const found: Explanation[] = [];
  for await (const all of explain(streamOf(chunks), options, pipeline)) found.push(...all);
  return found;
}

const printed = async (input: string | Buffer, changes: Partial<ReadOptions> = {}) =>
  (await explainAll([input], changes)).map((one) => JSON.parse(explanationLine(one)));

const app =
  '{"log_type":"app","log_id":"7","time":"2026-11-20T05:06:07Z","n":12345678901234567890}';
const other = '{"log_type":"db","log_id":"8","time":"2026-11-20T05:06:07Z"}';
const envelope = cloudwatchEnvelope(['a line', app]);

describe('what becomes of an event', () => {
  test('it is delivered, as it stands', async () => {
    expect((await explainAll([app])).map(explanationLine)).toEqual([
      '{"status":"event","log_type":"app","log_id":"7","time":"2026-11-20T05:06:07.000Z",' +
        `"format":"json","event":${app},` +
        '"s3_key":"logs/log_type=app/date=2026-11-20/hour=05/*.ndjson.gz"}',
    ]);
  });

  test('it is filtered, and still described', async () => {
    expect(await printed(other)).toEqual([
      {
        status: 'filtered',
        reason: 'log_type',
        detail: 'the log type is not among those wanted',
        log_type: 'db',
        log_id: '8',
        time: '2026-11-20T05:06:07.000Z',
        format: 'json',
        event: JSON.parse(other),
      },
    ]);
    expect(await printed('{"log_type":"db"}')).toMatchObject([
      { status: 'filtered', log_type: 'db', log_id: null, time: null, event: { log_type: 'db' } },
    ]);
  });

  test('it is quarantined, with what could be read of it', async () => {
    expect(await printed('{"log_type":"app","time":"noon"}')).toEqual([
      {
        status: 'quarantined',
        reason: 'bad_time',
        detail: '"time" is not a timestamp in any known form',
        log_type: 'app',
        log_id: null,
        time: null,
        format: 'json',
        event: { log_type: 'app', time: 'noon' },
      },
    ]);
  });

  test('it is no event: the bytes are given', async () => {
    expect(await printed('text', { kind: 'record' })).toEqual([
      {
        status: 'quarantined',
        reason: 'not_json',
        detail: 'the text is not JSON',
        ...{ log_type: null, log_id: null, time: null, format: null, event: null },
        data: Buffer.from('text').toString('base64'),
      },
    ]);
  });

  test('a health check is dropped', async () => {
    const [explanation, ...others] = await printed(JSON.stringify(cloudwatchControlMessage()));
    expect(explanation).toMatchObject({ status: 'dropped', reason: 'control_message' });
    expect(others).toEqual([]);
  });

  test('all that a record holds comes in its order', async () => {
    const statuses = (
      await printed(`${app}nonsense\n${other}\n[]\n${app}`, { kind: 'record' })
    ).map(({ status, reason }) => reason ?? status);
    expect(statuses).toEqual(['not_json', 'log_type', 'not_object', 'event']);
  });

  test('a nesting that JSON.stringify cannot write is printed as it is', async () => {
    const deep = `{"log_type":"app","log_id":"7","time":1795237200,"a":${'['.repeat(50_000)}${']'.repeat(50_000)}}`;
    const [explanation] = await explainAll([deep]);
    expect(explanation && explanationLine(explanation)).toContain(deep);
  });
});

const gzipped = cloudwatchData(envelope);
const forms: [string, string | Buffer][] = [
  ['JSON', JSON.stringify(envelope)],
  ['printed JSON', JSON.stringify(envelope, null, 2)],
  ['gzip', gzipped],
  ['zstd', zstdCompressSync(JSON.stringify(envelope))],
  ['base64', `${gzipped.toString('base64')}\n`],
  ['wrapped base64', gzipped.toString('base64').replaceAll(/.{76}/g, '$&\n')],
  ['an aggregate', kplAggregate([{ data: gzipped }])],
  ['the event of a function', JSON.stringify(kinesisEvent([kinesisRecord({ data: gzipped })]))],
  ['awslogs', JSON.stringify({ awslogs: { data: gzipped.toString('base64') } }, null, 1)],
];

describe.each(forms)('an envelope as %s', (name, input) => {
  test('is what its events are, like in a function', async () => {
    const { events } = decodeBatch([kinesisRecord({ data: gzipped })]);
    const found = await printed(input);
    expect(found).toMatchObject(events.map(({ format }) => ({ status: 'event', format })));
    const kind = name === 'the event of a function' ? 'record' : 'cloudwatch';
    expect(await printed(input, { kind })).toMatchObject(found.map(({ event }) => ({ event })));
  });

  test('is the same in whatever chunks it comes', async () => {
    const bytes = Buffer.from(input);
    const cuts = fc.array(fc.nat({ max: bytes.length }), { maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(cuts, async (places) => {
        const ends = [...places, bytes.length].sort((a, b) => a - b);
        const chunks = ends.map((end, index) => bytes.subarray(ends[index - 1] ?? 0, end));
        expect((await explainAll(chunks)).map(explanationLine)).toEqual(
          (await explainAll([bytes])).map(explanationLine),
        );
      }),
      { numRuns: 20 },
    );
  });
});
