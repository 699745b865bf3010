import { takeIn } from '../delivery/intake.ts';
import { cloudwatchData, cloudwatchEnvelope, kinesisRecord } from '../testing/factories.ts';
import { createConform } from './common-schema.ts';

/** An event with these columns, through decoding and the schema. */
function take(extractedFields: unknown, message = 'GET /a 404') {
  const event = { id: '', timestamp: 1795237200000, message, extractedFields };
  const data = cloudwatchData(cloudwatchEnvelope([event as never], { owner: '111111111111' }));
  const { events, rejects } = takeIn([kinesisRecord({ data })], createConform());
  const [value] = events.map(({ bytes }) => JSON.parse(bytes.toString()));
  return { value, rejects };
}

test('columns are typed, and stand in a member of their own beside the message', () => {
  const columns = { verb: 'GET', status: '404', time: 'noon', account_id: '0012', took: '-' };
  expect(take(columns).value).toMatchObject({
    message: 'GET /a 404',
    time: '2026-11-21T05:00:00.000Z',
    extractedFields: { verb: 'GET', status: 404, time: 'noon', account_id: '0012', took: null },
  });
});

test('the account and region in them are those of the source, and no columns', () => {
  const { value } = take({ '@aws.account': '222222222222', '@aws.region': 'us-east-1' });
  expect(value.source).toMatchObject({ account: '222222222222', region: 'us-east-1' });
  expect(value).not.toHaveProperty('extractedFields');
  expect(take({ a: '1' }).value.source).toMatchObject({
    account: '111111111111',
    region: 'eu-west-1',
  });
});

test.each([[undefined], [null], [{}], ['text'], [[]]])('%j gives no columns', (extractedFields) => {
  expect(take(extractedFields).value).not.toHaveProperty('extractedFields');
});

test('a member of that name of the application is not touched', () => {
  const { value } = take({ a: '1' }, '{"extractedFields":"mine"}');
  expect(value.extractedFields).toBe('mine');
});

test('columns nested too deeply to be written go to the quarantine', () => {
  const data = JSON.stringify(cloudwatchEnvelope(['x'])).replace(
    '"message"',
    `"extractedFields":{"a":${'['.repeat(50_000)}${']'.repeat(50_000)}},"message"`,
  );
  const { rejects } = takeIn([kinesisRecord({ data })], createConform());
  expect(rejects).toMatchObject([{ reason: 'schema' }]);
});
