import {
  type CloudWatchEnvelope,
  cloudwatchControlMessage,
  cloudwatchData,
  cloudwatchEnvelope,
  cloudwatchLogEvent,
} from '@logdrive/log-stream/testing';
import type { SentEvent } from '../events.ts';
import { delivered, quarantined, type WildRecord, wildEvent, writtenAnew } from './expected.ts';
import { partitionOf } from './shop-events.ts';

/** The log type that events of a log group get whose name says nothing. */
const envelopeLogType = 'cloudwatch';

const logGroup = '/shop/api';
const timestamp = Date.UTC(2026, 10, 19, 21, 5, 6);
const iso = '2026-11-19T21:05:06.000Z';
const partition = partitionOf(envelopeLogType, new Date(timestamp));

/** @param region of the stream, which events of an envelope are taken to come from */
export function wildEnvelopes(region: string): WildRecord[] {
  const text = (message: string) => fromText(message, region);
  const json = (line: string) => fromJson(line, region);
  return [
    record('text', envelope(['one', 'two'].map(at)), ['one', 'two'].map(text)),
    record('JSON', envelope([at(wildEvent(500, { log_id: 'a' }))]), [
      json(wildEvent(500, { log_id: 'a' })),
    ]),
    record('a timestamp as text', strange({ timestamp: iso, message: 'as text' }), [
      text('as text'),
    ]),
    record('a timestamp in seconds', strange({ timestamp: timestamp / 1000, message: 'in s' }), [
      text('in s'),
    ]),
    record('an id that is a number', strange({ id: 12, message: 'numbered' }), [text('numbered')]),
    record('ids repeated', envelope(['a', 'b'].map((message) => ({ ...at(message), id: '1' }))), [
      text('a'),
      text('b'),
    ]),
    record('a message that is an object', strange({ message: { log_id: 'o', a: 1 } }), [
      delivered(lineOf('{"log_id":"o","a":1', region), { partition }),
    ]),
    record('no log events', envelope([]), []),
    record('a control message', cloudwatchControlMessage(), []),
    record('an unknown type', envelope([at('unknown')], { messageType: 'NEW' }), [text('unknown')]),
    record('an account policy', envelope([at('policy')], { policyLevel: 'ACCOUNT_LEVEL_POLICY' }), [
      text('policy'),
    ]),
    fromElsewhere(),
    wholeEnvelope('log events missing'),
    ...withBadEvents(region),
    {
      kind: 'several envelopes in one record',
      data: cloudwatchData(envelope([at('e1')]), cloudwatchControlMessage(), envelope([at('e2')])),
      events: [text('e1'), text('e2')],
    },
  ];
}

function withBadEvents(region: string): WildRecord[] {
  const badTime = at('{"log_type":"wild","time":"never"}');
  const noMessage = { id: '9', timestamp };
  const mixed = envelope([at('before'), badTime, noMessage, at('after')]);
  const only = (event: object) => JSON.stringify({ ...mixed, logEvents: [event] });
  return [
    record('bad events among good ones', mixed, [
      fromText('before', region),
      quarantined(only(badTime), 'bad_time'),
      quarantined(only(noMessage), 'not_object'),
      fromText('after', region),
    ]),
  ];
}

/** The service says of each event which account and Region it comes from. */
function fromElsewhere(): WildRecord {
  const extractedFields = { '@aws.account': '999999999999', '@aws.region': 'ap-northeast-1' };
  const { logStream } = cloudwatchEnvelope([]);
  const source = { logGroup, logStream, account: '999999999999', region: 'ap-northeast-1' };
  const message = wildEvent(501, { log_id: 'elsewhere' });
  const line = `${message.slice(0, -1)},"source":${JSON.stringify(source)}}`;
  return record('account and Region by event', strange({ message, extractedFields }), [
    delivered(line),
  ]);
}

/** The envelope is kept, without the compression around it. */
function wholeEnvelope(kind: string): WildRecord {
  const { logEvents, ...rest } = envelope([at('lost?')]);
  return record(kind, rest, [quarantined(JSON.stringify(rest), 'not_object')]);
}

function at(message: string) {
  return { ...cloudwatchLogEvent(message), timestamp };
}

function envelope(events: readonly object[], changes: Partial<CloudWatchEnvelope> = {}) {
  return cloudwatchEnvelope(events as never, { logGroup, ...changes });
}

/** An envelope with one log event in which something is strange. */
function strange(event: object) {
  return envelope([{ ...at(''), ...event }]);
}

function record(kind: string, content: object, events: readonly SentEvent[]): WildRecord {
  return { kind: `envelope: ${kind}`, data: cloudwatchData(content), events };
}

/** A message that is no JSON becomes an event's `message`. */
function fromText(message: string, region: string): SentEvent {
  return writtenAnew(lineOf(`{"message":"${message}"`, region), { partition });
}

/** A message that has log type, time and id gets nothing but its source. */
function fromJson(message: string, region: string): SentEvent {
  return delivered(`${message.slice(0, -1)},"source":${sourceOf(region)}}`);
}

function lineOf(members: string, region: string): string {
  const added = `"log_type":"${envelopeLogType}","time":"${iso}","source":${sourceOf(region)}`;
  return `${members},${added}}`;
}

function sourceOf(region: string): string {
  const { owner: account, logStream } = cloudwatchEnvelope([]);
  return JSON.stringify({ logGroup, logStream, account, region });
}
