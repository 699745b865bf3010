import { defaultKeys } from '@logdrive/log-stream';
import { SampleEvent } from './sample-query.ts';

function queryAfter(...lines: string[]): string | undefined {
  const sample = new SampleEvent();
  for (const line of lines) sample.offer(Buffer.from(line));
  return sample.query(defaultKeys);
}

test('the longest word of the first message that has one is looked for', () => {
  expect(queryAfter('{"message":"GET /a 200"}', '{"message":"connection reset, OR not"}')).toBe(
    'message:connection',
  );
});

test('without a message the log type is', () => {
  expect(queryAfter('{"log_type":"a \\"b\\"","n":1}', 'no JSON')).toBe('log_type:"a \\"b\\""');
});

test('without events there is nothing to look for', () => {
  expect(queryAfter()).toBeUndefined();
});
