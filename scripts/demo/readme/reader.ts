import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startCloud } from '../../local-cloud/cloud.ts';
import { CLONE, ensureFolder, LOCAL } from '../../paths.ts';
import { lastLines, runCommand } from '../../processes/run-command.ts';
import { terraformEnv } from '../../terraform/cli-config.ts';
import { scriptOf, testedBlocks } from './tested-blocks.ts';

/** Of all that a page calls, only this is not asked for by `make`. */
const usesAwsCli = /(^|\W)aws /;
export const hasAwsCli = spawnSync('aws', ['--version']).status === 0;

/** Somebody with logs and a local AWS of their own who does what a page says. */
export interface Reader {
  /** Runs the marked commands of a page at the clone's top, and returns their output. */
  follow(page: string): Promise<string>;
  leave(): Promise<void>;
}

export async function startReader(): Promise<Reader> {
  const dir = mkdtempSync(join(ensureFolder(LOCAL), 'readme-test-'));
  const cloud = await startCloud({ dir: join(dir, 'cloud') });
  writeLogs(ensureFolder(join(dir, 'logs')));
  return {
    follow: (page) => follow(page, environment(dir, cloud.env)),
    async leave() {
      await cloud.stop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

function writeLogs(folder: string): void {
  const app = '2026-11-20T05:06:07Z started\r\n\tat line 7\n\nno newline';
  writeFileSync(join(folder, 'app.log'), app);
  const event = '{"log_type":"orders","time":"2026-11-20T05:06:07Z","n":1.0}\n';
  writeFileSync(join(folder, 'events.ndjson'), event.repeat(3));
}

async function follow(page: string, env: NodeJS.ProcessEnv): Promise<string> {
  const marked = testedBlocks(readFileSync(join(CLONE, page), 'utf8'));
  const blocks = marked.filter(({ script }) => hasAwsCli || !usesAwsCli.test(script));
  if (blocks.length === 0) throw new Error(`${page} has no block that is marked as tested`);
  const script = scriptOf(page, blocks);
  const { exit, stdout, stderr } = await runCommand('bash', ['-c', script], { cwd: CLONE, env });
  if (exit !== 0) throw new Error(`${page}: exit ${exit}\n${lastLines(stdout + stderr, 40)}`);
  return stdout;
}

/** The reader's AWS is the local one; Terraform asks nothing, and leaves a state of the clone's alone. */
function environment(dir: string, cloud: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const state = `-state=${join(dir, 'terraform.tfstate')}`;
  const ofMake = /^(MAKE.*|MFLAGS|STACK|LOGS|KEEP|ONLY)$/;
  const kept = Object.entries(terraformEnv(cloud)).filter(([name]) => !ofMake.test(name));
  return {
    ...Object.fromEntries(kept),
    TESTED_LOGS: join(dir, 'logs'),
    TF_DATA_DIR: join(dir, 'terraform'),
    TF_CLI_ARGS_apply: `-auto-approve ${state}`,
    TF_CLI_ARGS_destroy: `-auto-approve ${state}`,
    TF_CLI_ARGS_output: state,
  };
}
