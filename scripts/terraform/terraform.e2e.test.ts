import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CloudWatchLogsClient, DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { type LocalCloud, startCloud } from '../local-cloud/cloud.ts';
import { ensureFolder, LOCAL } from '../paths.ts';
import { applyExample, destroyExample } from './terraform.ts';

/** As an example is: the provider without a word on endpoints. */
const EXAMPLE = `
  provider "aws" {}
  variable "name" { type = string }
  variable "days" {
    type    = map(number)
    default = {}
  }
  resource "aws_cloudwatch_log_group" "this" {
    name              = var.name
    retention_in_days = var.days["keep"]
  }
  output "group" { value = { name = aws_cloudwatch_log_group.this.name, days = var.days } }
`;

let top: string;
let cloud: LocalCloud;
beforeAll(async () => {
  top = mkdtempSync(join(ensureFolder(join(LOCAL, 'e2e')), 'terraform-'));
  writeFileSync(join(ensureFolder(join(top, 'example')), 'main.tf'), EXAMPLE);
  cloud = await startCloud({ dir: join(top, 'cloud') });
}, 300_000);
afterAll(async () => {
  await cloud.stop();
  rmSync(top, { recursive: true, force: true });
}, 30_000);

async function groupNames(): Promise<(string | undefined)[]> {
  const logs = new CloudWatchLogsClient({
    endpoint: cloud.endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  const { logGroups = [] } = await logs.send(new DescribeLogGroupsCommand({}));
  return logGroups.map(({ logGroupName }) => logGroupName);
}

test('an example is applied on the local cloud twice, side by side, and destroyed', async () => {
  const examples = ['one', 'two'].map((name) => ({
    folder: join(top, 'example'),
    stateDir: join(top, name),
    env: cloud.env,
    variables: { name, days: { keep: 7 } },
  }));
  const outputs = await Promise.all(examples.map((example) => applyExample(example)));
  expect(outputs).toEqual([
    { group: { name: 'one', days: { keep: 7 } } },
    { group: { name: 'two', days: { keep: 7 } } },
  ]);
  expect((await groupNames()).sort()).toEqual(['one', 'two']);
  await Promise.all(examples.map((example) => destroyExample(example)));
  expect(await groupNames()).toEqual([]);
  expect(readdirSync(join(top, 'example')).filter((name) => name.includes('tfstate'))).toEqual([]);
  expect(readFileSync(join(top, 'one', 'terraform.log'), 'utf8')).toContain('Destroy complete!');
}, 120_000);

test('a failing example says why', async () => {
  const example = { folder: join(top, 'example'), stateDir: join(top, 'bad'), env: cloud.env };
  const failing = applyExample({ ...example, variables: { name: 'x', days: { keep: 'never' } } });
  await expect(failing).rejects.toThrow(/terraform apply .* failed \(1\):[\s\S]*Invalid value/);
}, 120_000);
