import { gzipSync, zstdCompressSync } from 'node:zlib';
import { createPipeline, type Pipeline } from '../../pipeline/pipeline.ts';
import { RecordMaker } from '../../records/record-maker.ts';
import { explain } from './explain.ts';
import { explanationLine } from './explanation.ts';
import type { ReadOptions } from './input/piece.ts';

let pipeline: Pipeline;
beforeAll(async () => {
  pipeline = await createPipeline({});
});

async function explainAll(input: string | Buffer | Buffer[], changes: Partial<ReadOptions> = {}) {
  const records = new RecordMaker(() => Date.UTC(2026, 10, 21, 5));
  const options: ReadOptions = {
    ...{ kind: 'auto', logGroup: undefined, whole: false, records },
    ...changes,
  };
  const chunks = (async function* () {
    yield* Array.isArray(input) ? input : [Buffer.from(input)];
  })();
  const found = [];
  for await (const all of explain(chunks, options, pipeline)) {
    found.push(...all.map((one) => JSON.parse(explanationLine(one))));
  }
  return found;
}

const messages = (found: { event: { message?: string } }[]) =>
  found.map(({ event }) => event.message);

describe('log lines', () => {
  test('are events of the log group; empty ones are none', async () => {
    const found = await explainAll('one\r\n\n two\t\nthree', { logGroup: '/aws/lambda/api' });
    expect(messages(found)).toEqual(['one', ' two\t', 'three']);
    expect(found[0]).toMatchObject({
      status: 'event',
      log_type: 'lambda',
      time: '2026-11-21T05:00:00.000Z',
      event: { source: { logGroup: '/aws/lambda/api', account: '000000000000' } },
    });
  });

  test('are of a group that says nothing when none is named', async () => {
    expect(await explainAll('one')).toMatchObject([{ log_type: 'cloudwatch' }]);
  });

  test('may be JSON, when a group is named or it is said', async () => {
    const json = '{"message":"a","records":"Records"}\n{"message":"b"}\n';
    expect(messages(await explainAll(json, { logGroup: 'g' }))).toEqual(['a', 'b']);
    expect(messages(await explainAll(json, { kind: 'line' }))).toEqual(['a', 'b']);
    expect(await explainAll(json)).toMatchObject([
      { reason: 'missing_log_type' },
      { reason: 'missing_log_type' },
    ]);
  });

  test('may be compressed', async () => {
    const lines = Array.from({ length: 5000 }, (_, n) => `line ${n}`);
    const two = Buffer.concat([
      gzipSync(lines.slice(0, 10).join('\n')),
      gzipSync(
        lines
          .slice(10)
          .map((line) => `\n${line}`)
          .join(''),
      ),
    ]);
    expect(messages(await explainAll(two))).toEqual(lines);
    expect(messages(await explainAll(two, { kind: 'line' }))).toEqual(lines);
  });

  test('that are compressed and cut off are refused, with what was read before', async () => {
    const cut = gzipSync('a line\n').subarray(0, 20);
    await expect(explainAll(cut, { kind: 'line' })).rejects.toThrow('is damaged or cut off');
    expect(await explainAll(cut)).toMatchObject([{ reason: 'bad_gzip' }]);
  });

  test('in zstd are refused with the mend', async () => {
    const options = { kind: 'line' } as const;
    await expect(explainAll(zstdCompressSync('a'), options)).rejects.toThrow('zstdcat');
  });

  test('in no encoding of ours are read as CloudWatch Logs would', async () => {
    expect(messages(await explainAll(Buffer.from('caf\xe9', 'latin1')))).toEqual(['caf\ufffd']);
  });

  test('over 1 MiB are dropped, their neighbours are not', async () => {
    const found = await explainAll(`one\n${'x'.repeat(2 ** 20 + 1)}\ntwo\n`);
    expect(found).toMatchObject([
      { status: 'event' },
      {
        status: 'dropped',
        reason: 'too_large',
        detail: 'the line has 1,048,577 bytes, and CloudWatch Logs takes no event over 1 MiB',
        event: null,
      },
      { status: 'event' },
    ]);
    expect(await explainAll('x'.repeat(2 ** 20))).toMatchObject([{ status: 'event' }]);
  });

  test('are one with --whole, newlines and all', async () => {
    const whole = { kind: 'line', whole: true } as const;
    expect(messages(await explainAll('one\n\ttwo\n', whole))).toEqual(['one\n\ttwo']);
    await expect(explainAll('x'.repeat(2 ** 20 + 1), whole)).rejects.toThrow(
      'is larger than 1 MiB: without --whole each of its lines is an event',
    );
  });
});

describe('records', () => {
  const event = (id: number) => `{"log_type":"app","time":1795237200,"log_id":"${id}"}`;
  const base64 = (id: number) => Buffer.from(event(id)).toString('base64');
  const quarantined = {
    ...{ reason: 'bad_time', detail: '', stream: 'logs', shard: 'shardId-000000000000' },
    ...{ sequence_number: '1', position: 0, arrived: '2026-11-21T04:00:00.000Z' },
    ...{ partition_key: 'k', data: base64(2) },
  };

  test('in base64, a value a line or with blanks between them', async () => {
    const found = await explainAll(`${base64(1)}\n\n${base64(2)}\t${base64(3)}\nno base64!\n`);
    expect(found).toMatchObject([
      { log_id: '1' },
      { log_id: '2' },
      { log_id: '3' },
      { reason: 'not_json' },
    ]);
  });

  test('a document a line, of any mixture', async () => {
    const text = `${event(1)}\n\n${JSON.stringify(quarantined)}\nno JSON\n`;
    const expected = [{ log_id: '1' }, { log_id: '2' }, { reason: 'not_json' }];
    expect(await explainAll(text)).toMatchObject(expected);
  });

  test('of the quarantine, compressed as they lie in the bucket', async () => {
    const object = gzipSync(`${JSON.stringify(quarantined)}\n`.repeat(3));
    expect(await explainAll(object)).toMatchObject([{ log_id: '2' }, {}, {}]);
  });

  test('as one record: all lines are of it', async () => {
    const found = await explainAll(`${event(1)}\n{"log_type":"app","time":1795237200}\n`, {
      kind: 'record',
    });
    expect(found.map(({ log_id }) => log_id)).toEqual([
      '1',
      expect.stringMatching(/^[\da-f]{32}$/),
    ]);
  });

  test('that no stream takes are refused with the mend', async () => {
    const large = Buffer.alloc(11 * 2 ** 20, '!');
    await expect(explainAll(large, { kind: 'record' })).rejects.toThrow(
      'is larger than the 10 MiB of a record: for log lines give --as line',
    );
    const endless = Array<Buffer>(40).fill(Buffer.alloc(2 ** 20, '\0'));
    await expect(explainAll(endless)).rejects.toThrow('is larger than 32 MiB');
  });
});
