import { wrongModuleCalls } from './module-sources.ts';

const call = (source: string) => `module "x" {\n  for_each = {}\n  source   = "${source}"\n}\n`;
const wrong = (path: string, source: string) => wrongModuleCalls([{ path, text: call(source) }]);

test.each([
  ['modules/kinesis-to-s3/main.tf', '../stream-consumer'],
  ['examples/archive/main.tf', '../../modules/kinesis-to-s3'],
])('%s may call %s', (path, source) => {
  expect(wrong(path, source)).toEqual([]);
});

test.each([
  ['modules/kinesis-to-s3/main.tf', '../kinesis-to-sqs'],
  ['modules/stream-consumer/main.tf', '../kinesis-to-s3'],
  ['modules/stream-consumer/main.tf', '../stream-consumer'],
  ['modules/kinesis-to-s3/main.tf', 'terraform-aws-modules/lambda/aws'],
  ['examples/archive/main.tf', '../../modules/stream-consumer'],
  ['examples/archive/main.tf', '../other'],
])('%s may not call %s', (path, source) => {
  expect(wrong(path, source)).toEqual([`${path}: may not call the module ${source}`]);
});
