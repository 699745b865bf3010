import { existsSync, readdirSync, rmSync } from 'node:fs';
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
import { UsageError } from './usage-error.ts';

/** What the folders of Terraform's states are called, before the example's name. */
const statePrefix = 'stack-';

/** A local cloud that is there for an example, with the functions built. */
export interface ReadyCloud {
  cloud: Omit<LocalCloud, 'stop'>;
  /** The folder under `examples/`. */
  example: string;
  /** Terraform's folder for it. */
  stateDir: string;
}

export interface LocalCloudOptions {
  /** The folder under `examples/` that will be applied to it. */
  example: string;
  /** Whether the cloud stays when the demo has succeeded. */
  keep: boolean;
  /** What else the example needs: started when the cloud is there, while the functions are built. */
  besides?: () => Promise<void>;
}

/** An example that is applied to a local cloud. */
export interface AppliedExample {
  cloud: Omit<LocalCloud, 'stop'>;
  /** The example's outputs. */
  outputs: Record<string, unknown>;
  /** What Terraform printed. */
  terraformLog: string;
}

/**
 * Starts a local cloud and builds the functions.
 *
 * @param cleanUp gets what takes it all down again
 * @throws UsageError when an example that was kept is still up
 */
export async function startLocalCloud(
  { example, keep, besides = async () => {} }: LocalCloudOptions,
  cleanUp: CleanUp,
): Promise<ReadyCloud> {
  const python = await step('Preparing the local AWS', () => ensureVenv());
  const stateDir = join(keep ? folders.lastingCloud : folders.demo, `${statePrefix}${example}`);
  const starting = step('Starting the local AWS', () =>
    keep ? startToStay(python, stateDir, cleanUp) : startToGo(cleanUp),
  );
  const [cloud] = await Promise.all([
    starting,
    starting.then(besides),
    step('Building the functions', () => build()),
  ]);
  if (!keep) cleanUp.add(() => removeState(stateDir));
  return { cloud, example, stateDir };
}

/** Applies the example that a local cloud is ready for. */
export async function applyToLocalCloud(
  { cloud, example, stateDir }: ReadyCloud,
  variables: Record<string, unknown>,
): Promise<AppliedExample> {
  const folder = join(CLONE, 'examples', example);
  const terraformLog = join(stateDir, 'terraform.log');
  const outputs = await step(`Applying examples/${example} with Terraform`, (report) =>
    withApplyProgress(terraformLog, report, () =>
      applyExample({ folder, stateDir, env: cloud.env, variables }),
    ),
  );
  return { cloud, outputs, terraformLog };
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
    removeStatesOfEarlierClouds();
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

/** A new cloud holds nothing: any state beside it is of one that is gone. */
function removeStatesOfEarlierClouds(): void {
  for (const name of readdirSync(folders.lastingCloud)) {
    if (!name.startsWith(statePrefix)) continue;
    rmSync(join(folders.lastingCloud, name), { recursive: true, force: true });
  }
}
