import { ConfigError } from '../config/config-error.ts';
import { createLogGroupTypes } from './log-group-types.ts';

const logTypeOf = createLogGroupTypes({
  '/app/billing/*': 'billing',
  '/app/*': 'app',
  'exact-group': 'exact',
  '*-audit': 'audit',
});

test.each([
  ['/app/billing/api', 'billing'],
  ['/app/shop', 'app'],
  ['/app/shop-audit', 'app'],
  ['exact-group', 'exact'],
  ['exact-group-2', undefined],
  ['vpc-audit', 'audit'],
  ['/aws/lambda/api', undefined],
  ['', undefined],
])('%s is %s', (logGroup, logType) => {
  expect(logTypeOf(logGroup)).toBe(logType);
});

test('no rules match nothing', () => {
  expect(createLogGroupTypes({})('/app/shop')).toBeUndefined();
});

test('names every rule that is wrong', () => {
  const rules = { '': 'app', '/a/*': '', '/b/*': 1 as unknown as string, '/c/*': 'c' };
  expect(() => createLogGroupTypes(rules)).toThrow(
    new ConfigError([
      'a log group pattern is empty: write * for all log groups',
      'log group pattern "/a/*" has no log type: give it one, such as "app"',
      'log group pattern "/b/*" has no log type: give it one, such as "app"',
    ]),
  );
});
