import { parseSubscriberConfig } from './config.ts';

const env = {
  LOG_GROUPS: '["app","/ecs/*"]',
  LOG_GROUP_TAGS: '{"logs":"central"}',
  LOG_GROUPS_EXCLUDED: '["/aws/lambda/self"]',
  FILTER_NAME: 'central',
  DESTINATION_ARN: 'arn:aws:kinesis:eu-central-1:123456789012:stream/logs',
  ROLE_ARN: 'arn:aws:iam::123456789012:role/delivery',
  FILTER_PATTERN: '?ERROR',
};

test('reads all that Terraform sets', () => {
  expect(parseSubscriberConfig(env)).toEqual({
    selection: {
      include: ['app', '/ecs/*'],
      tags: { logs: 'central' },
      exclude: ['/aws/lambda/self'],
    },
    filter: {
      name: 'central',
      destinationArn: env.DESTINATION_ARN,
      roleArn: env.ROLE_ARN,
      pattern: '?ERROR',
    },
  });
});

test('a function as destination has no role, and without a pattern all lines are sent', () => {
  const { ROLE_ARN, FILTER_PATTERN, ...rest } = env;
  expect(parseSubscriberConfig(rest).filter).toMatchObject({ roleArn: undefined, pattern: '' });
});

test('refuses to run without the own log groups excluded, and names every problem', () => {
  expect(() => parseSubscriberConfig({ LOG_GROUPS: 'app' })).toThrow(
    /LOG_GROUPS is "app"[\s\S]*FILTER_NAME is missing[\s\S]*DESTINATION_ARN is missing[\s\S]*LOG_GROUPS_EXCLUDED is empty/,
  );
});
