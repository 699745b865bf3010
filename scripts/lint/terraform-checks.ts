import { runCommand } from '../processes/run-command.ts';
import type { Check } from './check.ts';
import { commandCheck } from './command-check.ts';
import { checkovCheck } from './python-tools.ts';
import { prepareFolder, terraformFolders } from './terraform-folders.ts';

/** Format, `terraform validate` for every module and example, and checkov over all of them. */
export function terraformChecks(): Check[] {
  const folders = terraformFolders();
  if (folders.length === 0) return [];
  return [
    checkovCheck(),
    ...folders.map((folder) => ({
      name: `terraform validate ${folder}`,
      run: () => validate(folder),
    })),
    commandCheck('terraform fmt', 'terraform', ['fmt', '-check', '-diff', '-recursive']),
  ];
}

async function validate(folder: string): Promise<string> {
  const options = await prepareFolder(folder);
  const { exit, stdout, stderr } = await runCommand(
    'terraform',
    ['validate', '-no-color'],
    options,
  );
  return exit === 0 ? '' : `${stdout}${stderr}`;
}
