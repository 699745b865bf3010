import { objectName } from './object-name.ts';

const batch = {
  stream: 'logs',
  shard: 'shardId-000000000002',
  first: '49591',
  last: '49599',
  arrivedMs: 0,
};

test('the same batch and content make the same name', () => {
  expect(objectName(batch, Buffer.from('{"a":1}\n'))).toBe(
    'logs-shardId-000000000002-49591-49599-74e8a346',
  );
});

test('other content between the same sequence numbers makes another name', () => {
  expect(objectName(batch, Buffer.from('{"a":1}\n'))).not.toBe(
    objectName(batch, Buffer.from('{"a":2}\n')),
  );
});
