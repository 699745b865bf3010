import { type Reader, startReader } from './reader.ts';

let reader: Reader;

beforeAll(async () => {
  reader = await startReader();
}, 120_000);

afterAll(() => reader?.leave());

test('README.md: the demo runs, with logs of its own and of a reader, into S3 and to be searched', async () => {
  const output = await reader.follow('README.md');
  expect(output.match(/All [\d,]+ events are accounted for/g)).toHaveLength(3);
  expect(output).toContain('app.log: 4 lines:');
  expect(output.match(/3 of 3 lines equal, byte for byte\n/g)).toHaveLength(2);
  expect(output).toContain('2,760 found + 240 filtered + 13 quarantined = 3,013 of 3,013 events');
  expect(output).toMatch(/^logs-orders-\d{4}\.\d\d\.\d\d +\d+$/m);
  expect(output).toMatch(/ orders {2}INFO {2}order \d+ placed by Björk$/m);
  expect(output).toMatch(/^refused:mapper_parsing_exception +1 .*\[total\]/m);
}, 900_000);
