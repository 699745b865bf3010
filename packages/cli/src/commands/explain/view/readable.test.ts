import { PassThrough } from 'node:stream';
import type { Explanation } from '../explanation.ts';
import { ReadableView } from './readable.ts';
import { safeText } from './safe-text.ts';

const event: Explanation = {
  status: 'event',
  logType: 'app',
  logId: '1',
  time: '2026-11-21T05:00:00.000Z',
  format: 'json',
  event: Buffer.from('{"a":1}'),
  s3Key: 'logs/*.ndjson.gz',
};
const broken: Explanation = {
  status: 'quarantined',
  reason: 'not_json',
  detail: 'the text is not JSON',
  data: Buffer.from('line\nline'),
};

const view = () => new ReadableView(new PassThrough());

test('an event has a heading, where it goes, and what it is', () => {
  expect(view().text(event)).toBe(`1  event  app  2026-11-21T05:00:00.000Z  (json)
   logs/*.ndjson.gz
   {
     "a": 1
   }

`);
});

test('of what is no event the bytes are shown', () => {
  expect(view().text(broken)).toBe(`1  quarantined  not_json: the text is not JSON
   line
   line

`);
});

test('of many bytes the first are shown', () => {
  const text = view().text({ ...broken, data: Buffer.alloc(5000, 'x') });
  expect(text).toContain('(4,000 bytes more)');
  expect(text.length).toBeLessThan(1200);
});

test('the end adds up', () => {
  const all = view();
  for (const one of [event, broken, event]) all.text(one);
  expect(all.summary()).toBe('3 in all: event 2, quarantined 1 (not_json 1)\n');
});

test('a terminal gets colours', () => {
  const terminal = Object.assign(new PassThrough(), { isTTY: true });
  const environment = { ...process.env };
  try {
    process.env.FORCE_COLOR = '1';
    expect(new ReadableView(terminal).text(event)).toContain('\u001b[32mevent');
  } finally {
    process.env = environment;
  }
});

test('no log can make a terminal do anything', () => {
  const hostile = 'a\u001b]0;title\u0007\u009b31m\u202e\r\u007f';
  const shown = view().text({
    ...event,
    logType: hostile,
    detail: hostile,
    event: Buffer.from(JSON.stringify({ [hostile]: hostile })),
  });
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
  expect(shown).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]/);
  expect(JSON.parse(`"${safeText(JSON.stringify(hostile).slice(1, -1))}"`)).toBe(hostile);
});
