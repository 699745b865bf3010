/**
 * `make cloud-up`: starts a local AWS that stays, and prints what to export.
 * Only the shell lines go to standard output, so that `eval "$(make cloud-up)"` works.
 */
import { join } from 'node:path';
import { step } from '../console/progress.ts';
import { LOCAL } from '../paths.ts';
import { terraformEnv } from '../terraform/cli-config.ts';
import { clientEnv, cloudVariables } from './cloud-env.ts';
import { startLastingCloud } from './lasting-cloud.ts';
import { shellExports } from './shell-exports.ts';
import { ensureVenv } from './venv.ts';

try {
  const python = await step('Preparing the local cloud', () => ensureVenv());
  const cloud = await step('Starting the local cloud', () =>
    startLastingCloud(join(LOCAL, 'cloud'), python),
  );
  console.error(
    `${cloud.started ? 'Started' : 'It was already running'} at ${cloud.endpoint}, log in ` +
      `${cloud.logFile}.\nExport these, or run: eval "$(make cloud-up)". Stop it with: make cloud-down`,
  );
  const wanted = terraformEnv(clientEnv(process.env, cloud.endpoint));
  const always = Object.keys(cloudVariables(cloud.endpoint));
  for (const line of shellExports(process.env, wanted, always)) console.log(line);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
