import { hasAwsCli, type Reader, startReader } from './reader.ts';

let reader: Reader;

beforeAll(async () => {
  reader = await startReader();
}, 120_000);

afterAll(() => reader?.leave());

test('examples/archive/README.md: the stack comes up, takes a line, and goes', async () => {
  const output = await reader.follow('examples/archive/README.md');
  expect(output).toMatch(/Destroy complete! Resources: \d+ destroyed/);
  if (!hasAwsCli) return console.warn('Without the AWS CLI, commands that call it are not tested.');
  expect(output).toMatch(/logs\/log_type=orders\/date=2026-11-20\/hour=05\/\S+\.ndjson\.gz\n/);
  expect(output).toContain('order 42 placed');
}, 400_000);
