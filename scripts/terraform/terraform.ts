import { existsSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { CLONE, ensureFolder } from '../paths.ts';
import { withLock } from '../processes/lock.ts';
import { lastLines, runCommand } from '../processes/run-command.ts';
import { terraformEnv } from './cli-config.ts';
import { describeChanges } from './describe-changes.ts';

/** Lines of Terraform's own words in an error. */
const LINES_OF_ERROR = 40;

/** Settings of a person's own that would change what is applied, or where its state is. */
const MEDDLING = /^TF_(VAR_.*|CLI_ARGS.*|WORKSPACE|DATA_DIR|REATTACH_PROVIDERS)$/;

/** Terraform failed; the message holds the command, the exit code and Terraform's last lines. */
export class TerraformError extends Error {
  override name = 'TerraformError';
}

/** Where a Terraform command runs; `logFile` gets all it prints. */
export interface TerraformOptions {
  cwd: string;
  env: NodeJS.ProcessEnv;
  logFile?: string;
}

/**
 * Runs `terraform <args>`, with the provider from a mirror where there is one (see terraformEnv).
 * Ends with this process, however that ends.
 *
 * @throws TerraformError when Terraform's exit code is not 0; CommandError when it cannot be started.
 * @example await terraform(['validate', '-no-color'], { cwd: 'modules/x', env: process.env })
 */
export async function terraform(
  args: string[],
  options: TerraformOptions,
): Promise<{ stdout: string }> {
  const env: NodeJS.ProcessEnv = {
    ...terraformEnv(options.env),
    TF_IN_AUTOMATION: '1',
    TF_INPUT: '0',
  };
  const run = () => runCommand('terraform', args, { ...options, env });
  // Terraform's plugin cache does not bear two inits at the same time.
  const cache = args[0] === 'init' && env.TF_PLUGIN_CACHE_DIR;
  const { exit, stdout, stderr } = cache
    ? await withLock(join(cache, 'init.lock'), run)
    : await run();
  if (exit === 0) return { stdout };
  // `terraform test` prints its failures on standard output.
  const said = lastLines(stderr, LINES_OF_ERROR) || lastLines(stdout, LINES_OF_ERROR);
  const where = relative(CLONE, resolve(options.cwd)) || '.';
  throw new TerraformError(`terraform ${args.join(' ')} (in ${where}) failed (${exit}):\n${said}`);
}

/** An example as it was applied, or is to be. */
export interface Example {
  /** The example's folder, such as `examples/archive`; nothing in it is changed. */
  folder: string;
  /** Where Terraform's data, state and log go: a folder under `.local/`, one for each application. */
  stateDir: string;
  /** Such as a local cloud's `env`. */
  env: NodeJS.ProcessEnv;
  /** Values of the example's variables; left out ones have their defaults. */
  variables?: Record<string, unknown>;
}

/**
 * Applies an example in its own folder, with data and state elsewhere, and returns its output values.
 * What it prints is in `<stateDir>/terraform.log`.
 *
 * @throws TerraformError; what was created until then is in the state, so destroyExample removes it.
 */
export async function applyExample(example: Example): Promise<Record<string, unknown>> {
  ensureFolder(example.stateDir);
  const inputs = join(resolve(example.stateDir), 'variables.tfvars.json');
  writeFileSync(inputs, JSON.stringify(example.variables ?? {}, null, 2));
  await inExample(example, ['init', '-input=false', '-no-color']);
  await inExample(example, [...changeArgs('apply', example), `-var-file=${inputs}`]);
  const { stdout } = await inExample(example, ['output', '-json', `-state=${stateFile(example)}`]);
  const outputs = JSON.parse(stdout) as Record<string, { value: unknown }>;
  return Object.fromEntries(Object.entries(outputs).map(([name, { value }]) => [name, value]));
}

/**
 * Destroys what applyExample created, with the same `folder`, `stateDir` and `env`; does nothing when
 * nothing was created.
 *
 * @throws TerraformError.
 */
export async function destroyExample(example: Omit<Example, 'variables'>): Promise<void> {
  if (!existsSync(stateFile(example))) return;
  const inputs = join(resolve(example.stateDir), 'variables.tfvars.json');
  await inExample(example, [...changeArgs('destroy', example), `-var-file=${inputs}`]);
}

/**
 * What another apply of the same would change, such as `update aws_sqs_queue: tags`: each kind of
 * resource once, with the members that would change. An apply that reached its end leaves nothing.
 *
 * @throws TerraformError
 */
export async function planAgain(example: Omit<Example, 'variables'>): Promise<string[]> {
  const inputs = join(resolve(example.stateDir), 'variables.tfvars.json');
  const plan = join(resolve(example.stateDir), 'again.tfplan');
  const args = ['-input=false', '-no-color', `-state=${stateFile(example)}`, `-var-file=${inputs}`];
  await inExample(example, ['plan', ...args, `-out=${plan}`]);
  const { stdout } = await inExample(example, ['show', '-json', plan], { quiet: true });
  return describeChanges(JSON.parse(stdout));
}

function changeArgs(command: 'apply' | 'destroy', example: Example): string[] {
  const common = ['-auto-approve', '-input=false', '-no-color', '-parallelism=20'];
  return [command, ...common, `-state=${stateFile(example)}`, '-backup=-'];
}

function stateFile(example: Example): string {
  return join(resolve(example.stateDir), 'terraform.tfstate');
}

function inExample(
  example: Example,
  args: string[],
  { quiet = false } = {},
): Promise<{ stdout: string }> {
  const stateDir = resolve(example.stateDir);
  const kept = Object.entries(example.env).filter(([name]) => !MEDDLING.test(name));
  return terraform(args, {
    cwd: resolve(example.folder),
    env: { ...Object.fromEntries(kept), TF_DATA_DIR: join(stateDir, 'data') },
    ...(!quiet && { logFile: join(stateDir, 'terraform.log') }),
  });
}
