/**
 * Makes a release in this clone: a tag whose commit carries the built functions, so that Terraform
 * can use a module straight from the repository. Nothing is pushed.
 *
 *     node scripts/release.ts 1.2.3
 */
import { build } from './build.ts';
import { step } from './console/progress.ts';
import { table } from './console/table.ts';
import { CLONE } from './paths.ts';
import { obstacles } from './release/readiness.ts';
import { tagRelease } from './release/tag-release.ts';

async function release(version: string): Promise<void> {
  const found = await obstacles(CLONE, version);
  if (found.length > 0) throw new Error(`No release:\n- ${found.join('\n- ')}`);
  const zips = await step('Building the functions', () => build());
  const paths = zips.map(({ path }) => path);
  const commit = await step(`Tagging v${version}`, () => tagRelease(CLONE, version, paths));
  table([
    ['function', 'zip, bytes', 'SHA-256'],
    ...zips.map(({ name, zipBytes, sha256 }) => [name, zipBytes, sha256]),
  ]);
  console.log(`
v${version} is commit ${commit.slice(0, 12)}, on no branch. To publish it:

  git push origin HEAD v${version}

To take it back: git tag --delete v${version}`);
}

try {
  await release(process.argv[2] ?? '');
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
