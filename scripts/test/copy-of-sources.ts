import { cp, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { bundleFunction, bundleSchemaLayer } from '../build/bundle.ts';
import { functionNames } from '../build.ts';

/**
 * Copies to `copy` what a build reads: functions and packages, and of node_modules only the packages
 * that end up in a bundle, a tenth of it.
 */
export async function copySources(clone: string, copy: string): Promise<void> {
  const names = await functionNames(clone);
  const bundles = await Promise.all([
    ...names.map((name) => bundleFunction(name, clone)),
    bundleSchemaLayer(clone),
  ]);
  const folders = [
    ...['functions', 'packages', 'package.json', 'tsconfig.json', 'tsconfig.base.json'],
    // The links to the workspaces; they are relative, so those of the copy lead into the copy.
    'node_modules/@logdrive',
    ...installedPackages(bundles.flatMap(({ inputs }) => inputs)),
  ];
  await rm(copy, { recursive: true, force: true });
  for (const folder of folders) {
    const options = { recursive: true, verbatimSymlinks: true };
    await cp(join(clone, folder), join(copy, folder), options);
  }
  for (const name of [...names, 'stream-consumer']) {
    await mkdir(join(copy, 'modules', name), { recursive: true });
  }
}

/** Folders of packages at the top of node_modules, also of those that have a stand-in. */
function installedPackages(inputs: readonly string[]): Set<string> {
  const names = inputs.flatMap(
    (input) => /^(?:node_modules\/|stand-in:)((?:@[^/]+\/)?[^/]+)/.exec(input)?.[1] ?? [],
  );
  return new Set(names.map((name) => `node_modules/${name}`));
}
