import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { PutDestinationCommand } from '@aws-sdk/client-cloudwatch-logs';
import { build } from '../../scripts/build.ts';
import { readFunctionLog } from '../../scripts/demo/account/function-log.ts';
import { type Clients, createClients } from '../../scripts/demo/clients.ts';
import { containerLines, lambdaLines } from '../../scripts/demo/cloudwatch/captured-lines.ts';
import { CentralHops } from '../../scripts/demo/cloudwatch/central-hops.ts';
import { contradictions } from '../../scripts/demo/cloudwatch/contradictions.ts';
import { createLogGroups, writeLines } from '../../scripts/demo/cloudwatch/log-lines.ts';
import { settle } from '../../scripts/demo/cloudwatch/settle.ts';
import { streamArns } from '../../scripts/demo/cloudwatch/stream-arns.ts';
import { type LocalCloud, startCloud } from '../../scripts/local-cloud/cloud.ts';
import {
  type LogsBridge,
  startLogsBridge,
} from '../../scripts/local-cloud/logs-bridge/logs-bridge.ts';
import {
  type DrivenMappings,
  takeOverMappings,
} from '../../scripts/local-cloud/mappings/take-over.ts';
import { ensureFolder, LOCAL } from '../../scripts/paths.ts';
import { knownGaps } from '../../scripts/terraform/known-gaps.ts';
import { terraform } from '../../scripts/terraform/terraform.ts';
import { type AppliedStack, applyTwice } from '../applied-stacks.ts';

/** The local AWS takes an access key of 12 digits for the account. */
const accounts = { log: '999999999999', shop: '111111111111', payments: '222222222222' };
const logGroups = ['/aws/lambda/api', '/ecs/web'];

let dir: string;
let cloud: LocalCloud;
let clients: Record<keyof typeof accounts, Clients>;
const bridges: LogsBridge[] = [];
let mappings: DrivenMappings;
let stack: AppliedStack;
let hops: CentralHops;

const roleOf = (account: string) => `arn:aws:iam::${account}:role/terraform`;
const clientsOf = (account: string) =>
  createClients({ variables: { ...cloud.variables, AWS_ACCESS_KEY_ID: account } });

beforeAll(async () => {
  dir = mkdtempSync(join(ensureFolder(LOCAL), 'central-test-'));
  [cloud] = await Promise.all([startCloud({ dir: join(dir, 'cloud') }), build()]);
  clients = {
    log: clientsOf(accounts.log),
    shop: clientsOf(accounts.shop),
    payments: clientsOf(accounts.payments),
  };
  for (const { logs } of Object.values(clients)) await createLogGroups(logs, logGroups);
  stack = await applyTwice('central-logging', {
    dir,
    env: cloud.env,
    variables: {
      roles: {
        log: roleOf(accounts.log),
        shop: roleOf(accounts.shop),
        payments: roleOf(accounts.payments),
      },
      log_groups: { prefixes: ['/aws/lambda/', '/ecs/'] },
      archive_log_types: ['lambda'],
      create_log_destination: false,
      shards: 2,
      retention_days: 0,
    },
  });
  await makeDestination();
  mappings = await takeOverMappings({ cloud, account: accounts.log, longestWindow: 1 });
  for (const account of Object.values(accounts)) {
    bridges.push(await startLogsBridge({ cloud, account }));
  }
  hops = new CentralHops({
    clients: clients.log,
    streams: streamArns(stack.outputs.stream_names, accounts.log),
    bucket: String(stack.outputs.bucket),
    folder: join(dir, 'objects'),
    senders: Object.entries(accounts).map(([name, account]) => ({
      account,
      logs: clients[name as keyof typeof accounts].logs,
      logGroups,
    })),
    archiveLogTypes: ['lambda'],
  });
}, 300_000);

afterAll(async () => {
  await mappings?.stop();
  for (const bridge of bridges) await bridge.stop();
  for (const each of Object.values(clients ?? {})) each.destroy();
  await cloud?.stop();
  rmSync(dir, { recursive: true, force: true });
});

/** What Terraform makes on AWS; the local one knows no destination with tags (see the README). */
async function makeDestination(): Promise<void> {
  const { destination_arn: arn, stream_names: names } = stack.outputs;
  expect(arn).toBe(`arn:aws:logs:us-east-1:${accounts.log}:destination:logdrive-central`);
  await clients.log.logs.send(
    new PutDestinationCommand({
      destinationName: 'logdrive-central',
      targetArn: streamArns<'lines'>(names, accounts.log).lines,
      roleArn: `arn:aws:iam::${accounts.log}:role/logdrive-central-cloudwatch-logs`,
    }),
  );
}

test('a second plan changes nothing but what the local AWS forgets', () => {
  expect(stack.changes).toEqual(knownGaps);
});

/** What a plan makes or changes that also makes the log destination, by address: the values after it. */
async function planWithDestination(): Promise<Map<string, Record<string, unknown>>> {
  const stateDir = join(dir, 'central-logging');
  const options = {
    cwd: import.meta.dirname,
    env: { ...cloud.env, TF_DATA_DIR: join(stateDir, 'data') },
  };
  const plan = join(stateDir, 'destination.tfplan');
  await terraform(
    [
      ...['plan', '-input=false', '-no-color', `-out=${plan}`],
      `-state=${join(stateDir, 'terraform.tfstate')}`,
      `-var-file=${join(stateDir, 'variables.tfvars.json')}`,
      '-var=create_log_destination=true',
    ],
    options,
  );
  const { stdout } = await terraform(['show', '-json', plan], options);
  const { resource_changes: changes } = JSON.parse(stdout) as {
    resource_changes: { address: string; change: { after: Record<string, unknown> } }[];
  };
  return new Map(changes.map(({ address, change }) => [address, change.after]));
}

test('the destination that is left out here would be open to the application accounts alone', async () => {
  const planned = await planWithDestination();
  const destination = planned.get('module.subscription.aws_cloudwatch_log_destination.this[0]');
  expect(destination).toMatchObject({
    name: 'logdrive-central',
    target_arn: streamArns<'lines'>(stack.outputs.stream_names, accounts.log).lines,
  });
  const policy = planned.get('module.subscription.aws_cloudwatch_log_destination_policy.this[0]');
  expect(JSON.parse(String(policy?.access_policy)).Statement).toEqual([
    {
      Sid: 'Accounts',
      Effect: 'Allow',
      Action: ['logs:PutSubscriptionFilter', 'logs:PutAccountPolicy'],
      Resource: stack.outputs.destination_arn,
      Principal: { AWS: expect.arrayContaining([accounts.payments, accounts.shop]) },
    },
  ]);
  const role = planned.get('module.subscription.aws_iam_role.delivery[0]');
  const [trust] = JSON.parse(String(role?.assume_role_policy)).Statement;
  const sources: string[] = trust.Condition.StringLike['aws:SourceArn'];
  expect(sources.map((arn) => arn.split(':')[4]).sort()).toEqual(Object.values(accounts).sort());
}, 60_000);

test('each account subscribes its own log groups, and none of the pipeline', () => {
  expect(stack.outputs.account_ids).toEqual(accounts);
  const subscribed = stack.outputs.subscribed as Record<string, { added: string[] }>;
  for (const name of Object.keys(accounts)) {
    expect([name, subscribed[name]]).toEqual([
      name,
      expect.objectContaining({ added: logGroups, failed: [], reported: [] }),
    ]);
  }
});

test('what three accounts write is accounted for at every hop', async () => {
  const written = (lambdaLines.length + containerLines.length) * 3;
  for (const { logs } of Object.values(clients)) {
    await writeLines(logs, { logGroup: '/aws/lambda/api', logStream: 'one' }, lambdaLines);
    await writeLines(logs, { logGroup: '/ecs/web', logStream: 'one' }, containerLines);
  }
  const all = await settle(() => hops.look(), { atLeast: written });
  expect(all.flatMap(({ problems }) => problems)).toEqual([]);
  const delivered = lambdaLines.length * 3;
  expect(all).toMatchObject([
    { sent: written, delivered: written, filtered: 0, quarantined: 0 },
    { sent: written, delivered: written, filtered: 0, quarantined: 0 },
    { sent: written, delivered, filtered: written - delivered, quarantined: 0 },
  ]);
}, 240_000);

test('every event tells the account that it comes from', () => {
  const count = (account: string) =>
    hops.structured.filter(({ source }) => source?.account === account).length;
  const each = lambdaLines.length + containerLines.length;
  expect(Object.values(accounts).map(count)).toEqual([each, each, each]);
});

test('no function has counted otherwise', async () => {
  const [, subscription, archive] = await hops.look();
  const groups = stack.outputs.log_group_names as Record<string, string>;
  for (const [name, hop] of Object.entries({ subscription, archive })) {
    const figures = await readFunctionLog(clients.log.logs, groups[name] ?? '');
    expect(figures.batches).toBeGreaterThan(0);
    expect(hop && contradictions(figures, hop)).toEqual([]);
  }
}, 60_000);
