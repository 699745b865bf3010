import { parseRequest, UnknownEventError } from './request.ts';

/** As EventBridge hands on what CloudTrail saw when Lambda created a function's log group. */
const created = {
  version: '0',
  id: '6a7e8feb-b491-4cf7-a9f1-bf3703467718',
  'detail-type': 'AWS API Call via CloudTrail',
  source: 'aws.logs',
  account: '123456789012',
  time: '2026-11-20T12:30:00Z',
  region: 'eu-central-1',
  resources: [],
  detail: {
    eventVersion: '1.09',
    userIdentity: { type: 'AssumedRole', arn: 'arn:aws:sts::123456789012:assumed-role/shop/shop' },
    eventTime: '2026-11-20T12:30:00Z',
    eventSource: 'logs.amazonaws.com',
    eventName: 'CreateLogGroup',
    awsRegion: 'eu-central-1',
    requestParameters: { logGroupName: '/aws/lambda/shop' },
    responseElements: null,
    readOnly: false,
    eventType: 'AwsApiCall',
    apiVersion: '20140328',
    managementEvent: true,
  },
};
const previous = { include: ['/app/*'], tags: { a: 'b' }, exclude: ['x'] };

test('a log group was created', () => {
  expect(parseRequest(created)).toEqual({ kind: 'created', name: '/aws/lambda/shop' });
});

test('a creation that was refused is nothing to do', () => {
  const errorCode = 'ResourceAlreadyExistsException';
  const refused = { ...created, detail: { ...created.detail, errorCode } };
  expect(parseRequest(refused)).toEqual({ kind: 'nothing' });
});

test('the schedule and the first apply align, with nothing selected before', () => {
  const align = { kind: 'align', previous: undefined };
  expect(parseRequest({ logdrive: 'subscribe' })).toEqual({ ...align, applied: false });
  const tf = { action: 'create', prev_input: null };
  expect(parseRequest({ logdrive: 'subscribe', selection: previous, tf })).toEqual({
    ...align,
    applied: true,
  });
});

test('a changed apply knows what was selected before', () => {
  const tf = { action: 'update', prev_input: { logdrive: 'subscribe', selection: previous } };
  expect(parseRequest({ logdrive: 'subscribe', tf })).toEqual({
    kind: 'align',
    previous,
    applied: true,
  });
});

test('a destroy takes the filters away', () => {
  const tf = { action: 'delete', prev_input: { selection: previous } };
  expect(parseRequest({ logdrive: 'subscribe', tf })).toEqual({ kind: 'withdraw', previous });
});

test.each([
  null,
  'text',
  {},
  { logdrive: 'setup' },
  { detail: { eventName: 'DeleteLogGroup', requestParameters: { logGroupName: 'a' } } },
  { detail: { eventName: 'CreateLogGroup', requestParameters: null } },
])('refuses %j', (event) => {
  expect(() => parseRequest(event)).toThrow(UnknownEventError);
});
