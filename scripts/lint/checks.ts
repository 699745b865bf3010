import { homedir } from 'node:os';
import { CLONE } from '../paths.ts';
import type { Check } from './check.ts';
import { commandCheck } from './command-check.ts';
import { outsideCompositionRoot } from './composition-root.ts';
import { tooLong } from './file-length.ts';
import { repositoryFiles, type SourceFile } from './files.ts';
import { machineTraces } from './machine-traces.ts';
import { wrongModuleCalls } from './module-sources.ts';
import { shellCheck } from './python-tools.ts';
import { terraformChecks } from './terraform-checks.ts';

/** Every check of the repository, the slow ones first. */
export async function allChecks(): Promise<Check[]> {
  const files = await repositoryFiles();
  return [...terraformChecks(), ...toolChecks(), shellCheck(files), ...fileChecks(files)];
}

function toolChecks(): Check[] {
  return [
    commandCheck('types', 'tsc', ['--noEmit', '--project', '.']),
    commandCheck('format and code', 'biome', [
      ...['check', '--error-on-warnings', '--max-diagnostics=none', '.'],
    ]),
    commandCheck('import directions', 'depcruise', [
      ...['--config', '.dependency-cruiser.cjs', '--output-type', 'err-long'],
      ...['functions', 'packages', 'scripts'],
    ]),
    commandCheck('dead code', 'knip', []),
  ];
}

function fileChecks(files: readonly SourceFile[]): Check[] {
  return [
    fileCheck('only index.ts reads the environment', () => outsideCompositionRoot(files)),
    fileCheck('Terraform module calls', () => wrongModuleCalls(files)),
    fileCheck('file length', () => tooLong(files)),
    fileCheck('nothing of this machine', () => machineTraces(files, [homedir(), CLONE])),
  ];
}

function fileCheck(name: string, find: () => readonly string[]): Check {
  return { name, run: async () => find().join('\n') };
}
