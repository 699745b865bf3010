import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from '../build.ts';
import { step } from '../console/progress.ts';
import { type LocalCloud, startCloud } from '../local-cloud/cloud.ts';
import { clientEnv, cloudVariables } from '../local-cloud/cloud-env.ts';
import { startLastingCloud, stopLastingCloud } from '../local-cloud/lasting-cloud.ts';
import { ensureVenv } from '../local-cloud/venv.ts';
import { CLONE } from '../paths.ts';
import { applyExample } from '../terraform/terraform.ts';
import { withApplyProgress } from './apply-progress.ts';
import type { CleanUp } from './clean-up.ts';
import { folders } from './folders.ts';
import type { DemoOptions } from './options.ts';
import { parseStack, type Stack } from './stack.ts';
import { UsageError } from './usage-error.ts';

/** An example that is applied to a local cloud. */
export interface LocalStack {
  cloud: Omit<LocalCloud, 'stop'>;
  stack: Stack;
  /** What Terraform printed. */
  terraformLog: string;
}

/**
 * Starts a local cloud, builds the functions and applies the example of the options.
 *
 * @param cleanUp gets what takes it all down again
 * @param variables of the example
 * @throws UsageError when a stack that was kept is still up
 */
export async function applyToLocalCloud(
  { stack, keep }: Pick<DemoOptions, 'stack' | 'keep'>,
  variables: Record<string, unknown>,
  cleanUp: CleanUp,
): Promise<LocalStack> {
  const python = await step('Preparing the local AWS', () => ensureVenv());
  const stateDir = join(keep ? folders.lastingCloud : folders.demo, `stack-${stack}`);
  const [cloud] = await Promise.all([
    step('Starting the local AWS', () =>
      keep ? startToStay(python, stateDir, cleanUp) : startToGo(cleanUp),
    ),
    step('Building the functions', () => build()),
  ]);
  const example = { folder: join(CLONE, 'examples', stack), stateDir, env: cloud.env, variables };
  const terraformLog = join(stateDir, 'terraform.log');
  if (!keep) cleanUp.add(() => removeState(stateDir));
  const outputs = await step(`Applying examples/${stack} with Terraform`, (report) =>
    withApplyProgress(terraformLog, report, () => applyExample(example)),
  );
  return { cloud, stack: parseStack(outputs), terraformLog };
}

/** A state that outlives its cloud would make the next apply look for what is gone; the log stays. */
function removeState(stateDir: string): void {
  for (const name of ['terraform.tfstate', 'data']) {
    rmSync(join(stateDir, name), { recursive: true, force: true });
  }
}

/** The cloud goes with all that is in it: there is no need to destroy the stack first. */
async function startToGo(cleanUp: CleanUp): Promise<LocalCloud> {
  const cloud = await startCloud({ dir: folders.cloud });
  cleanUp.add(() => cloud.stop());
  return cloud;
}

/** The cloud of `make cloud-up`, which `make cloud-down` stops. It is only stopped when this fails. */
async function startToStay(
  python: string,
  stateDir: string,
  cleanUp: CleanUp,
): Promise<Omit<LocalCloud, 'stop'>> {
  const cloud = await startLastingCloud(folders.lastingCloud, python);
  if (cloud.started) {
    rmSync(stateDir, { recursive: true, force: true });
    cleanUp.add(async () => {
      await stopLastingCloud(folders.lastingCloud);
    });
  } else if (existsSync(stateDir)) {
    throw new UsageError(
      'the stack of an earlier run is still up: take it down with make cloud-down',
    );
  }
  const { endpoint, logFile } = cloud;
  return {
    endpoint,
    logFile,
    env: clientEnv(process.env, endpoint),
    variables: cloudVariables(endpoint),
  };
}
