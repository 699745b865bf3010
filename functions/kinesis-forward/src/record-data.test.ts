import { kinesisRecord } from '@logdrive/log-stream/testing';
import fc from 'fast-check';
import { dataOf } from './record-data.ts';

test('every record has its own bytes', () => {
  const bytes = fc.array(fc.uint8Array({ maxLength: 40 }));
  fc.assert(
    fc.property(bytes, (all) => {
      const records = all.map((data) => kinesisRecord({ data: Buffer.from(data) }));
      expect(dataOf(records).data.map((data) => [...data])).toEqual(all.map((data) => [...data]));
    }),
  );
});

test('what is no base64 is read as Node reads it', () => {
  const texts = ['QUI', 'QUI=', 'QU\nI=', '!!!!', 'QUJD-_', '='];
  const records = texts.map((data) => {
    const record = kinesisRecord({ data: '' });
    return { ...record, kinesis: { ...record.kinesis, data } };
  });
  expect(dataOf(records).data).toEqual(texts.map((text) => Buffer.from(text, 'base64')));
});
