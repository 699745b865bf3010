import { readRawHits } from './raw-hits.ts';

const answerOf = (...sources: string[]) =>
  Buffer.from(
    `{"took":1,"hits":{"total":{"value":2},"hits":[${sources
      .map((source, n) => `{"_index":"logs-\\"é","_id":"${n}","_source":${source},"sort":[${n}]}`)
      .join(',')}]}}`,
  );

test('sources come back as they were spelled', () => {
  const sources = [
    '{"n": 1.0,"big":12345678901234567890,"a":1,"a":2}',
    '{"text":"} \\" \\\\","_source":{"_source":[{}]},"u":"\\u00e9é"}',
    '{}',
  ];
  const hits = readRawHits(answerOf(...sources));
  expect(hits.map(({ source }) => String(source))).toEqual(sources);
  expect(hits[1]).toMatchObject({ index: 'logs-"é', id: '1', sort: [1] });
});

test('a document whose id looks like the name of the member', () => {
  const answer = answerOf('{"n":1}').toString().replace('"_id":"0"', '"_id":"_source"');
  expect(readRawHits(Buffer.from(answer))).toMatchObject([
    { id: '_source', source: Buffer.from('{"n":1}') },
  ]);
});

test('an answer without hits, and one that is cut off', () => {
  expect(readRawHits(answerOf())).toEqual([]);
  expect(() => readRawHits(answerOf('{"n":1}').subarray(0, -3))).toThrow(SyntaxError);
});
