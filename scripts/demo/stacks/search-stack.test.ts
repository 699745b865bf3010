import { defaultKeys } from '@logdrive/log-stream';
import { searchVariables } from './search-stack.ts';

const node = { url: 'http://127.0.0.1:9201' };

test("the shop's debug logs are filtered, a reader's logs are not", () => {
  const shop = searchVariables({ logs: [], keys: defaultKeys }, node);
  expect(shop).toMatchObject({ endpoint: { ...node, auth: 'none' } });
  expect(shop.log_types).not.toContain('debug');
  expect(searchVariables({ logs: ['a.log'], keys: defaultKeys }, node)).not.toHaveProperty(
    'log_types',
  );
});

test('names of the common schema are set where they are others', () => {
  const keys = { ...defaultKeys, time: 'at' };
  expect(searchVariables({ logs: [], keys: defaultKeys }, node)).not.toHaveProperty('schema');
  expect(searchVariables({ logs: [], keys }, node).schema).toMatchObject({ time_key: 'at' });
});
