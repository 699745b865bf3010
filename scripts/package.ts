/**
 * Builds the package that others install from `packages/log-stream` into its `dist` folder, ready for
 * `npm publish packages/log-stream/dist`.
 *
 *     node scripts/package.ts
 */
import { join, relative } from 'node:path';
import { step } from './console/progress.ts';
import { table } from './console/table.ts';
import { type BuiltPackage, buildPackage } from './package/build-package.ts';
import { CLONE } from './paths.ts';

function print({ name, version, folder, files }: BuiltPackage): void {
  const kinds = [
    ['JavaScript', '.js'],
    ['types', '.d.ts'],
    ['all', ''],
  ] as const;
  table([
    [`${name} ${version}`, 'files', 'bytes'],
    ...kinds.map(([kind, ending]) => {
      const ofKind = files.filter(({ path }) => path.endsWith(ending));
      return [kind, ofKind.length, ofKind.reduce((sum, { bytes }) => sum + bytes, 0)];
    }),
  ]);
  const path = relative(CLONE, folder);
  console.log(`
npm pack ./${path}      makes the tarball
npm publish ./${path}   publishes it`);
}

const source = join(CLONE, 'packages/log-stream');
try {
  print(await step('Building the package', () => buildPackage(source, join(source, 'dist'))));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
