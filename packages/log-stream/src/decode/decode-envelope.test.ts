import { gzipSync } from 'node:zlib';
import {
  cloudwatchControlMessage,
  cloudwatchData,
  cloudwatchEnvelope,
  cloudwatchLogEvent,
  kinesisRecord,
} from '../testing/factories.ts';
import { decodeBatch } from './decode-batch.ts';

const decode = (data: string | Buffer) => decodeBatch([kinesisRecord({ data })]);
const envelope = cloudwatchEnvelope([]);
const logEvent = cloudwatchLogEvent('text');

describe('envelopes', () => {
  const counts = (data: string | Buffer) => {
    const { events, rejects, controlMessages } = decode(data);
    return [events.length, rejects.length, controlMessages];
  };
  const one = cloudwatchEnvelope(['x']);
  const text = JSON.stringify(one);

  test('in gzip or plain, one or several', () => {
    expect(counts(text)).toEqual([1, 0, 0]);
    expect(counts(cloudwatchData(one))).toEqual([1, 0, 0]);
    expect(counts(cloudwatchData(one, one))).toEqual([2, 0, 0]);
    expect(counts(Buffer.concat([cloudwatchData(one), cloudwatchData(one)]))).toEqual([2, 0, 0]);
    expect(counts(`${text}\n${JSON.stringify(one, undefined, 2)}\n${text}`)).toEqual([3, 0, 0]);
    expect(counts(gzipSync(`${text}{"ordinary":1}${text}no`))).toEqual([2, 1, 0]);
  });

  test('control messages are counted and dropped', () => {
    const control = cloudwatchControlMessage();
    expect(counts(cloudwatchData(control))).toEqual([0, 0, 1]);
    expect(counts(cloudwatchData(one, control, one, control))).toEqual([2, 0, 2]);
  });

  test('an envelope without log events has nothing in it to lose', () => {
    expect(counts(cloudwatchData(cloudwatchEnvelope([])))).toEqual([0, 0, 0]);
  });

  test('an envelope of an unknown type gives its events', () => {
    expect(counts(cloudwatchData({ ...one, messageType: 'NEW_MESSAGE' }))).toEqual([1, 0, 0]);
  });

  test('an envelope needs neither stream nor filters nor owner', () => {
    const { messageType, logGroup, logEvents } = one;
    const { events } = decode(JSON.stringify({ messageType, logGroup, logEvents }));
    expect(events[0]?.origin).toMatchObject({ account: '', logStream: '', logGroup });
  });

  test.each<[what: string, changes: object]>([
    ['no list of log events', { logEvents: undefined }],
    ['null for log events', { logEvents: null }],
    ['text for log events', { logEvents: 'x' }],
    ['an unknown type and no log events', { messageType: 'NEW_MESSAGE', logEvents: [] }],
    ['a name longer than any', { logStream: 'x'.repeat(5000) }],
  ])('with %s is kept whole', (_, changes) => {
    const data = JSON.stringify({ ...one, ...changes });
    const { events, rejects } = decode(`${text}\n${data}\n${text}`);
    expect(events).toHaveLength(2);
    expect(rejects).toMatchObject([
      { reason: 'not_object', position: 1, bytes: Buffer.from(data) },
    ]);
  });

  test.each<[what: string, value: object]>([
    ['logGroup and logStream', { logGroup: 'g', logStream: 's' }],
    ['a count of log events', { messageType: 'DATA_MESSAGE', logGroup: 'g', logEvents: 17 }],
    ['log events alone', { logEvents: [{ message: 'x' }] }],
    ['another kind of message type', { messageType: 7, logGroup: 'g', logEvents: [] }],
    ['a control message of its own', { messageType: 'CONTROL_MESSAGE', log_type: 'game' }],
  ])("an application's object with %s is an ordinary event", (_, value) => {
    expect(decode(JSON.stringify(value)).events).toMatchObject([{ value, origin: undefined }]);
  });
});

describe('one bad log event among good ones', () => {
  test.each<[what: string, bad: unknown]>([
    ['text', 'x'],
    ['null', null],
    ['a list', []],
    ['an object without a message', { id: '1', timestamp: 1 }],
    ['an object with null for a message', { ...logEvent, message: null }],
  ])('%s goes alone, with its envelope around it', (_, bad) => {
    const logEvents = [...cloudwatchEnvelope(['a', 'b']).logEvents, bad, logEvent];
    const { events, rejects } = decode(cloudwatchData({ ...envelope, logEvents }));
    expect(events.map(({ position }) => position)).toEqual([0, 1, 3]);
    expect(rejects).toMatchObject([{ reason: 'not_object', position: 2 }]);
    expect(JSON.parse(rejects[0]?.bytes.toString() ?? '')).toEqual({
      ...envelope,
      logEvents: [bad],
    });
  });

  const notUtf8 = (json: string) =>
    Buffer.from(json.replaceAll('@', '\xff'), json.includes('@') ? 'latin1' : 'utf8');

  test('one that is not UTF-8 goes alone', () => {
    const { events, rejects } = decode(
      notUtf8(JSON.stringify(cloudwatchEnvelope(['a', 'b@', '{"c":1}']))),
    );
    expect(events.map(({ value }) => value)).toEqual([{ message: 'a' }, { c: 1 }]);
    expect(rejects).toMatchObject([{ reason: 'not_json', position: 1 }]);
    expect(rejects[0]?.bytes.toString('latin1')).toContain('"message":"b\xff"');
  });

  test('names that are not UTF-8 spoil the envelope', () => {
    const data = notUtf8(JSON.stringify(cloudwatchEnvelope(['a'], { logStream: '@' })));
    expect(decode(data)).toMatchObject({ events: [], rejects: [{ bytes: data }] });
  });
});
