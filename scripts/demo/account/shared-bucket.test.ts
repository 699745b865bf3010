import { SharedBucket } from './shared-bucket.ts';

function bucketWith(...keys: string[]): SharedBucket {
  const left = [...keys];
  const reader = {
    async *newObjects() {
      for (const key of left.splice(0)) yield { key, file: '', size: 0, lines: [] };
    },
  };
  const bucket = new SharedBucket(reader);
  for (const prefix of ['logs/', 'quarantine/a/']) bucket.expect(prefix);
  return bucket;
}

test('gives each its own, once', async () => {
  const bucket = bucketWith('logs/1', 'quarantine/a/2', 'logs/3');
  const keys = async (prefix: string) => (await bucket.take(prefix)).map(({ key }) => key);
  expect(await keys('quarantine/a/')).toEqual(['quarantine/a/2']);
  expect(await keys('logs/')).toEqual(['logs/1', 'logs/3']);
  expect(await keys('logs/')).toEqual([]);
});

test('does not pass over what nobody expects', async () => {
  await expect(bucketWith('aws/lambda/x').take('logs/')).rejects.toThrow('holds aws/lambda/x');
});
