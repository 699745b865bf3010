import { kinesisRecord } from '../testing/factories.ts';
import { streamArnOf, streamOf } from './record.ts';

const record = kinesisRecord({ data: '{}', stream: 'logs' });
const arn = record.eventSourceARN;

test.each([
  ['the stream', arn],
  ['a consumer with enhanced fan-out', `${arn}/consumer/archive:1790000000`],
])('a record read through %s is of the stream', (_way, eventSourceARN) => {
  expect(streamArnOf({ ...record, eventSourceARN })).toBe(arn);
  expect(streamOf({ ...record, eventSourceARN })).toBe('logs');
});
