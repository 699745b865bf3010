import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type LocalCloud, startCloud } from '../../local-cloud/cloud.ts';
import { CLONE, ensureFolder, LOCAL } from '../../paths.ts';
import { lastLines, runCommand } from '../../processes/run-command.ts';
import { terraformEnv } from '../../terraform/cli-config.ts';
import { scriptOf, testedBlocks } from './tested-blocks.ts';

/** Of all that a README calls, only this is not asked for by `make`. */
const usesAwsCli = /(^|\W)aws /;
const hasAwsCli = spawnSync('aws', ['--version']).status === 0;

let dir: string;
let cloud: LocalCloud;

beforeAll(async () => {
  dir = mkdtempSync(join(ensureFolder(LOCAL), 'readme-test-'));
  cloud = await startCloud({ dir: join(dir, 'cloud') });
  const logs = ensureFolder(join(dir, 'logs'));
  writeFileSync(join(logs, 'app.log'), '2026-11-20T05:06:07Z started\r\n\tat line 7\n\nno newline');
  writeFileSync(
    join(logs, 'events.ndjson'),
    '{"log_type":"orders","time":"2026-11-20T05:06:07Z","n":1.0}\n'.repeat(3),
  );
}, 120_000);

afterAll(async () => {
  await cloud?.stop();
  rmSync(dir, { recursive: true, force: true });
});

/** Runs the marked commands of a page as a reader would, at the clone's top, and returns their output. */
async function follow(page: string): Promise<string> {
  const marked = testedBlocks(readFileSync(join(CLONE, page), 'utf8'));
  const blocks = marked.filter(({ script }) => hasAwsCli || !usesAwsCli.test(script));
  if (blocks.length === 0) throw new Error(`${page} has no block that is marked as tested`);
  const options = { cwd: CLONE, env: readersEnv() };
  const { exit, stdout, stderr } = await runCommand(
    'bash',
    ['-c', scriptOf(page, blocks)],
    options,
  );
  if (exit !== 0) throw new Error(`${page}: exit ${exit}\n${lastLines(stdout + stderr, 40)}`);
  return stdout;
}

/** The reader's AWS is the local one; Terraform asks nothing, and leaves a state of the reader's alone. */
function readersEnv(): NodeJS.ProcessEnv {
  const state = `-state=${join(dir, 'terraform.tfstate')}`;
  const ofMake = /^(MAKE.*|MFLAGS|STACK|LOGS|KEEP|ONLY)$/;
  const kept = Object.entries(terraformEnv(cloud.env)).filter(([name]) => !ofMake.test(name));
  return {
    ...Object.fromEntries(kept),
    TESTED_LOGS: join(dir, 'logs'),
    TF_DATA_DIR: join(dir, 'terraform'),
    TF_CLI_ARGS_apply: `-auto-approve ${state}`,
    TF_CLI_ARGS_destroy: `-auto-approve ${state}`,
    TF_CLI_ARGS_output: state,
  };
}

test('README.md: the demo runs, with logs of its own and of a reader, into S3 and to be searched', async () => {
  const output = await follow('README.md');
  expect(output.match(/All [\d,]+ events are accounted for/g)).toHaveLength(3);
  expect(output).toContain('app.log: 4 lines:');
  expect(output.match(/3 of 3 lines equal, byte for byte\n/g)).toHaveLength(2);
  expect(output).toContain('2,760 found + 240 filtered + 13 quarantined = 3,013 of 3,013 events');
  expect(output).toMatch(/^logs-orders-\d{4}\.\d\d\.\d\d +\d+$/m);
  expect(output).toMatch(/ orders {2}INFO {2}order \d+ placed by Björk$/m);
  expect(output).toMatch(/^refused:mapper_parsing_exception +1 .*\[total\]/m);
}, 900_000);

test('examples/archive/README.md: the stack comes up, takes a line, and goes', async () => {
  const output = await follow('examples/archive/README.md');
  expect(output).toMatch(/Destroy complete! Resources: \d+ destroyed/);
  if (!hasAwsCli) return console.warn('Without the AWS CLI, commands that call it are not tested.');
  expect(output).toMatch(/logs\/log_type=orders\/date=2026-11-20\/hour=05\/\S+\.ndjson\.gz\n/);
  expect(output).toContain('order 42 placed');
}, 400_000);
