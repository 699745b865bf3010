import { defaultKeys } from '@logdrive/log-stream';
import { sampleEvents } from '@logdrive/log-stream/testing';
import { textDocument } from './text-document.ts';

const [event] = sampleEvents(1).events;
if (event === undefined) throw new Error('no event');
const refusal = { type: 'mapper_parsing_exception', reason: 'failed to parse field [n]' };

test('keeps the common schema, the line as text, and why', () => {
  const document = textDocument(event, refusal, defaultKeys);
  expect(document.includes('\n')).toBe(false);
  expect(JSON.parse(document.toString())).toEqual({
    log_type: 'type_0',
    log_id: 'id-0',
    time: '2026-11-20T00:00:07.000Z',
    raw: event.bytes.toString(),
    indexing_error: refusal,
  });
});

test("under the configured names; the engine reads a name's dots as the way into objects", () => {
  const keys = { logType: 'event.kind', logId: 'event.id', time: '@timestamp' };
  expect(JSON.parse(textDocument(event, refusal, keys).toString())).toMatchObject({
    'event.kind': 'type_0',
    'event.id': 'id-0',
    '@timestamp': '2026-11-20T00:00:07.000Z',
  });
});
