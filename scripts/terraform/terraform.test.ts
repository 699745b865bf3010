import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { applyExample, destroyExample, TerraformError, terraform } from './terraform.ts';

let top: string;
beforeEach(() => {
  top = mkdtempSync(join(tmpdir(), 'terraform-'));
});
afterEach(() => {
  rmSync(top, { recursive: true, force: true });
});

/** An environment in which `terraform` is this script. */
function withTerraform(script: string): NodeJS.ProcessEnv {
  const file = join(top, 'terraform');
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
  return { ...process.env, PATH: [top, process.env.PATH].join(delimiter) };
}

describe('terraform', () => {
  test('shows the command, the folder, the exit code and what Terraform said', async () => {
    const env = withTerraform(`
      i=0; while [ $i -lt 60 ]; do echo "noise $i" >&2; i=$((i + 1)); done
      printf '\\033[31mError: Missing required argument\\033[0m\\n' >&2; exit 2`);
    const cwd = join(import.meta.dirname, '../../modules');
    const failed = terraform(['plan', '-no-color'], { cwd, env });
    await expect(failed).rejects.toThrow(TerraformError);
    const { message } = (await failed.catch((error) => error)) as Error;
    expect(message.split('\n')[0]).toBe('terraform plan -no-color (in modules) failed (2):');
    expect(message.split('\n').at(-1)).toBe('Error: Missing required argument');
    expect(message).not.toContain('noise 0\n');
  });

  test('shows standard output when there is nothing else, as for terraform test', async () => {
    const env = withTerraform('echo "policy.tftest.hcl... fail"; exit 1');
    await expect(terraform(['test'], { cwd: top, env })).rejects.toThrow('tftest.hcl... fail');
  });

  test('says that Terraform is missing', async () => {
    const env = { ...process.env, PATH: '/nowhere' };
    await expect(terraform(['version'], { cwd: top, env })).rejects.toThrow(
      'terraform could not be started: it is not on PATH',
    );
  });
});

describe('applyExample', () => {
  /** Notes each command with its settings, and answers `output`. */
  const RECORDER = `
    echo "$* | data=$TF_DATA_DIR var=$TF_VAR_name args=$TF_CLI_ARGS" >> "$RECORD"
    case $1 in
      output) echo '{"bucket": {"value": "logs", "type": "string"}, "n": {"value": [1]}}' ;;
      apply) echo '{}' > "$STATE" ;;
    esac`;

  test('keeps data, state and variables out of the example, and returns output values', async () => {
    const stateDir = join(top, 'state');
    const record = join(top, 'record');
    const env = {
      ...withTerraform(RECORDER),
      RECORD: record,
      STATE: join(stateDir, 'terraform.tfstate'),
      TF_VAR_name: 'meddling',
      TF_CLI_ARGS: '-meddling',
    };
    const example = { folder: import.meta.dirname, stateDir, env };
    await destroyExample(example);
    expect(existsSync(record)).toBe(false);

    const outputs = await applyExample({ ...example, variables: { name: 'x', log_types: ['a'] } });
    expect(outputs).toEqual({ bucket: 'logs', n: [1] });
    expect(JSON.parse(readFileSync(join(stateDir, 'variables.tfvars.json'), 'utf8'))).toEqual({
      name: 'x',
      log_types: ['a'],
    });
    await destroyExample(example);

    const commands = readFileSync(record, 'utf8').trim().split('\n');
    expect(commands.map((line) => line.split(' ')[0])).toEqual([
      'init',
      'apply',
      'output',
      'destroy',
    ]);
    for (const line of commands) expect(line).toContain(`| data=${stateDir}/data var= args=`);
    for (const line of commands.slice(1)) expect(line).toContain(`-state=${stateDir}/`);
  });
});
