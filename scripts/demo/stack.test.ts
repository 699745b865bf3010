import { parseStack } from './stack.ts';

const outputs = {
  stream_name: 's',
  log_group_name: 'g',
  locations: { objects: 's3://b/logs/', quarantine: 's3://b/quarantine/', failures: 's3://b/aws/' },
};

test('parseStack reads where a stack writes', () => {
  expect(parseStack(outputs)).toEqual({
    streamName: 's',
    logGroupName: 'g',
    locations: { bucket: 'b', objects: 'logs/', quarantine: 'quarantine/' },
  });
});

test.each([
  [{}, 'not an S3 URL: undefined'],
  [{ ...outputs, stream_name: undefined }, 'the example has no output stream_name'],
  [
    { ...outputs, locations: { objects: 's3://a/logs/', quarantine: 's3://b/q/' } },
    'objects and quarantine lie apart',
  ],
])('parseStack refuses %j', (given, message) => {
  expect(() => parseStack(given)).toThrow(message);
});
