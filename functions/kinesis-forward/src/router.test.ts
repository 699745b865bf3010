import { gunzipSync, gzipSync } from 'node:zlib';
import { defaultKeys } from '@logdrive/log-stream';
import {
  cloudwatchControlMessage,
  cloudwatchData,
  cloudwatchEnvelope,
  kinesisRecord,
  kplAggregate,
} from '@logdrive/log-stream/testing';
import type { Piece } from './piece.ts';
import { createRouter } from './router.ts';
import type { Target } from './target.ts';
import { queueTarget, streamTarget } from './testing/targets.ts';

const route = (targets: Target[], ...data: (string | Buffer)[]) =>
  createRouter(
    targets,
    defaultKeys,
  )(data.map((each, index) => kinesisRecord({ data: each, partitionKey: `key-${index}` })));
const json = (log_type: string, more: object = {}) => JSON.stringify({ log_type, ...more });
const texts = (pieces: Piece[] = []) => pieces.map(({ data }) => data.toString());
const keys = (pieces: Piece[] = []) => pieces.map(({ partitionKey }) => partitionKey);
const onlyApp = streamTarget({ logTypes: ['app*'], except: ['app.debug'] });
const wild = ['', 'no json', 'a\n{"x":', Buffer.from('1f8bff', 'hex'), '{"x":1}', json('app')];

test('without lists everything passes as it is, readable or not', () => {
  const { pieces, eventsBefore, unreadable } = route([streamTarget(), queueTarget()], ...wild);
  for (const own of pieces) {
    expect(own.map(({ data }) => data)).toEqual(wild.map((each) => Buffer.from(each)));
    expect(keys(own)).toEqual(wild.map((_, index) => `key-${index}`));
  }
  expect(eventsBefore).toEqual([0, 1, 2, 3, 4, 5, 6]);
  expect(unreadable).toEqual([]);
});

test('a list takes what it names but for what it excepts', () => {
  const data = [json('app'), json('db'), json('app.web'), json('app.debug')];
  expect(texts(route([onlyApp], ...data).pieces[0])).toEqual([json('app'), json('app.web')]);
  expect(texts(route([streamTarget({ except: ['d*'] })], ...data).pieces[0])).toEqual([
    json('app'),
    json('app.web'),
    json('app.debug'),
  ]);
});

test('beside a list a target without one still gets everything; what cannot be read is set aside once', () => {
  const lists = [onlyApp, streamTarget({ logTypes: ['db'] }), streamTarget()];
  const { pieces, unreadable } = route(lists, ...wild);
  expect(texts(pieces[0])).toEqual([json('app')]);
  expect(pieces[1]).toEqual([]);
  expect(pieces[2]?.map(({ data }) => data)).toEqual(wild.map((each) => Buffer.from(each)));
  expect(unreadable.map(({ source, reject }) => [source, reject.reason])).toEqual([
    [0, 'not_json'],
    [1, 'not_json'],
    [2, 'not_json'],
    [2, 'not_json'],
    [3, 'bad_gzip'],
    [4, 'missing_log_type'],
  ]);
});

test('lines that all go stay together with their blanks; else only those that go do', () => {
  const together = `${json('app')} \n\n${json('app.web')}\n`;
  const apart = `${json('db')}\n${json('app')}\nnonsense\n${json('app.web')}`;
  const { pieces } = route([onlyApp], together, apart);
  expect(texts(pieces[0])).toEqual([together, `${json('app')}\n${json('app.web')}`]);
  expect(pieces[0]?.map(({ positions }) => positions)).toEqual([undefined, [1, 3]]);
});

test('compressed lines that are taken apart are compressed again', () => {
  const { pieces } = route([onlyApp], gzipSync(`${json('db')}\n${json('app')}`));
  expect(gunzipSync(pieces[0]?.[0]?.data ?? '').toString()).toBe(json('app'));
});

describe('aggregates', () => {
  const inner = [
    { data: json('app'), partitionKey: 'a' },
    { data: json('db'), partitionKey: 'b', explicitHashKey: '7' },
    { data: `${json('db')}\n${json('app')}`, partitionKey: 'c', explicitHashKey: '9' },
  ];
  const aggregate = kplAggregate(inner);

  test('go whole as long as all goes, to the shard of their first record', () => {
    const targets = [streamTarget(), streamTarget({ logTypes: ['app', 'db'] })];
    for (const piece of route(targets, aggregate).pieces.flat()) {
      expect(piece.data).toEqual(aggregate);
      expect(piece.partitionKey).toBe('key-0');
      // The MD5 of "a".
      expect(BigInt(piece.explicitHashKey ?? 0).toString(16)).toBe(
        'cc175b9c0f1b6a831c399e269772661',
      );
    }
    const own = kplAggregate(inner.slice(1));
    expect(route([streamTarget()], own).pieces[0]?.[0]?.explicitHashKey).toBe('7');
  });

  test('are taken apart as far as they must, and keep their keys', () => {
    const [pieces = []] = route([streamTarget({ logTypes: ['db'] })], aggregate).pieces;
    expect(texts(pieces)).toEqual([json('db'), json('db')]);
    expect(keys(pieces)).toEqual(['b', 'c']);
    expect(pieces.map(({ explicitHashKey }) => explicitHashKey)).toEqual(['7', '9']);
    expect(pieces.map(({ part, positions }) => [part, positions])).toEqual([
      [0, [1]],
      [1, [2]],
    ]);
  });

  test('a hash key that Kinesis would refuse is left out', () => {
    const odd = kplAggregate([{ data: 'x', partitionKey: 'a', explicitHashKey: 'ten' }]);
    expect(route([streamTarget()], odd).pieces[0]?.[0]?.explicitHashKey).toMatch(/^\d+$/);
  });
});

describe('CloudWatch Logs', () => {
  const envelope = cloudwatchEnvelope([json('app'), 'plain text', json('db')], {
    logGroup: '/aws/lambda/api',
  });
  const data = cloudwatchData(envelope);

  test('an envelope whose events all go stays as it is', () => {
    const all = streamTarget({ logTypes: ['app', 'lambda', 'db'] });
    expect(route([all], data).pieces[0]?.map((piece) => piece.data)).toEqual([data]);
  });

  test('of another the events that go stay in their envelope, compressed', () => {
    const { pieces, eventsBefore } = route([streamTarget({ except: ['lambda'] })], data);
    const [piece] = pieces[0] ?? [];
    expect(JSON.parse(gunzipSync(piece?.data ?? '').toString())).toEqual({
      ...envelope,
      logEvents: [envelope.logEvents[0], envelope.logEvents[2]],
    });
    expect(piece?.positions).toEqual([0, 2]);
    expect(eventsBefore).toEqual([0, 3]);
  });

  test('health checks go to targets without a list alone, and are no events', () => {
    const check = cloudwatchData(cloudwatchControlMessage());
    const routed = route([onlyApp, streamTarget()], check);
    expect(routed.pieces.map((own) => own.length)).toEqual([0, 1]);
    expect(routed).toMatchObject({ controlMessages: 1, eventsBefore: [0, 0], unreadable: [] });
  });
});

describe('keys', () => {
  const byUser = streamTarget({ partitionKey: 'user.id' });

  test('come from a field, or are kept where it is missing, and that is counted', () => {
    const long = 'x'.repeat(257);
    const data = ['a', 7, long].map((id) => json('app', { user: { id } }));
    const { pieces, keysMissing } = route([byUser], ...data, json('app'), 'no json');
    expect(keys(pieces[0])).toEqual([
      'a',
      '7',
      expect.stringMatching(/^[\da-f]{64}$/),
      'key-3',
      'key-4',
    ]);
    expect(keysMissing).toBe(1);
  });

  test('of one record that differ take it apart', () => {
    const lines = ['a', 'b', 'a'].map((id) => json('app', { user: { id } }));
    const { pieces } = route([byUser], lines.join('\n'));
    expect(keys(pieces[0])).toEqual(['a', 'b']);
    expect(texts(pieces[0])).toEqual([`${lines[0]}\n${lines[2]}`, lines[1]]);
  });
});

describe('FIFO queues', () => {
  const queue = queueTarget({ fifo: true, groupId: 'user' });
  const ids = (...data: (string | Buffer)[]) =>
    route([queue], ...data).pieces[0]?.map((p) => p.fifo);

  test('take the group from a field, else the partition key, and the id from the log id', () => {
    expect(ids(json('a', { user: 'ada', log_id: '1' }), json('a', { log_id: '2' }))).toEqual([
      { groupId: 'ada', deduplicationId: '1' },
      { groupId: 'key-1', deduplicationId: '2' },
    ]);
  });

  test('get a hash for what SQS does not take', () => {
    const hashed = expect.stringMatching(/^[\da-f]{64}$/);
    expect(ids(json('a', { user: 'ä', log_id: 'x'.repeat(129) }))).toEqual([
      { groupId: hashed, deduplicationId: hashed },
    ]);
  });

  test('get an id of the place for what has no log id, the same on every retry', () => {
    const record = kinesisRecord({ data: 'no json' });
    const lines = kinesisRecord({ data: `${json('a')}\n${json('b')}` });
    const bare = kinesisRecord({ data: json('a') });
    const read = () => createRouter([queue], defaultKeys)([record, lines, bare]).pieces[0] ?? [];
    const given = read().map(({ fifo }) => fifo?.deduplicationId);
    expect(new Set(given).size).toBe(3);
    expect(read().map(({ fifo }) => fifo?.deduplicationId)).toEqual(given);
  });
});

test('what a batch inflates to beyond the limit is left for the next invocation', () => {
  const large = gzipSync(json('app', { pad: 'x'.repeat(15 * 1024 * 1024) }));
  const data = [json('app'), large, json('app'), ...Array(4).fill(large), large, json('app')];
  const { taken, pieces, eventsBefore } = route([onlyApp], ...data);
  expect(taken).toBe(6);
  expect(pieces[0]?.map(({ source }) => source)).toEqual([0, 1, 2, 3, 4, 5]);
  expect(eventsBefore).toEqual([0, 1, 2, 3, 4, 5, 6]);
});
