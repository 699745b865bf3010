import { createConform, createLogTypeFilter, decodeBatch, defaultKeys } from '@logdrive/log-stream';
import { searchable } from '@logdrive/log-stream/opensearch';
import { kinesisRecord } from '@logdrive/log-stream/testing';
import type { OutgoingRecord } from '../events.ts';
import { filedByHour } from '../samples/search-records.ts';
import { wildRecords } from '../samples/wild-records.ts';
import { Ledger } from './ledger.ts';
import { hourOfDocument, searchableRecognition } from './searchable-recognition.ts';

const recognition = searchableRecognition(defaultKeys);
const conform = searchable(
  createConform({
    keys: defaultKeys,
    timeZone: 'UTC',
    wants: createLogTypeFilter(['wild*', 'cloudwatch']),
  }),
  defaultKeys,
);

/** Carries a record through what the function does before it asks the engine. */
function carry({ data }: OutgoingRecord, ledger: Ledger): number {
  const { events, rejects } = decodeBatch([kinesisRecord({ data })]);
  const answers = [...events.map(conform), ...rejects];
  for (const answer of answers) {
    if (answer === undefined) continue;
    if ('reason' in answer) ledger.quarantine(answer.bytes, answer.reason);
    else ledger.deliver(answer.bytes, hourOfDocument(timeIn(answer.bytes)) ?? 'no readable time');
  }
  return answers.filter((answer) => answer === undefined).length;
}

function timeIn(bytes: Buffer): unknown {
  return JSON.parse(bytes.toString()).time;
}

test.each(['as sent', 'turned round'])('every kind of input is recognised, %s', (order) => {
  const ledger = new Ledger(defaultKeys.logId, recognition);
  const records = filedByHour(wildRecords('eu-west-1'));
  for (const event of records.flatMap(({ events }) => events)) ledger.send(event);
  const carried = order === 'as sent' ? records : records.reverse();
  ledger.close(carried.map((record) => carry(record, ledger)).reduce((a, b) => a + b, 0));
  expect(ledger.problems).toEqual([]);
  expect(ledger.takeCopies()).toBe(0);
});

test.each([
  '{"log_type":"wild","time":"2026-11-20T05:06:07Z","message":{"n":1.50,"inner":[{}]}}',
  '{"log_type":"wild","time":"2026-11-20T05:06:07Z","message":[{"n":1}],"log_id":""}',
  '{"log_type":"wild","time":"2026-11-20T05:06:07Z","type":"platform.fault","record":"timeout"}',
  '{"log_type":"wild","time":"2026-11-20 05:06:07","message":"{\\"n\\": 1.0}"}',
])('%s is recognised as it is indexed', (line) => {
  const ledger = new Ledger(defaultKeys.logId, recognition);
  ledger.send({ logType: 'wild', bytes: Buffer.from(line), partition: 'date=2026-11-20/hour=05' });
  ledger.close(carry({ data: Buffer.from(line), events: [] }, ledger));
  expect(ledger.problems).toEqual([]);
});

test.each([
  ['{"time":"2026-11-20T05:06:07Z","message":"x"}', false],
  ['{"time":1795129139123}', false],
  ['{"time":1795129139}', true],
  ['{"time":"Nov 20 05:06:07"}', true],
  ['{"time":"never"}', false],
  ['{"time":"2026-11-20T05:06:07Z","message":{"a":1}}', true],
  ['{"time":"2026-11-20T05:06:07Z","type":"platform.fault","record":"timeout"}', true],
  ['no JSON', false],
])('whether %s is written anew: %s', (line, anew) => {
  expect(recognition.isWrittenAnew(Buffer.from(line))).toBe(anew);
});

test('events of the same log type, log id and day are one document', () => {
  const identity = (line: string) => recognition.identity?.(Buffer.from(line));
  const one = '{"log_type":"a","log_id":"1","time":"2026-11-20T05:06:07Z"}';
  expect(identity(one.replace('05:', '23:'))).toBe(identity(one));
  expect(identity(one.replace('-20T', '-21T'))).not.toBe(identity(one));
  expect(identity(one.replace('"1"', '"2"'))).not.toBe(identity(one));
  expect(identity('{"log_type":"a","log_id":""}')).toBeUndefined();
  expect(identity('no JSON')).toBeUndefined();
});
