import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { gitIn } from './git.ts';

/**
 * Makes the commit of a release and its tag, and returns the commit's id: what HEAD holds plus the
 * zips, which git ignores otherwise. The commit is on no branch. Branch, index and work tree stay as
 * they are, so that an interruption leaves nothing to clear up.
 *
 * @param zips absolute paths inside the clone.
 */
export async function tagRelease(
  clone: string,
  version: string,
  zips: readonly string[],
): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'release-'));
  try {
    const git = gitIn(clone, { GIT_INDEX_FILE: join(folder, 'index') });
    await git('read-tree', 'HEAD');
    await git('add', '--force', '--', ...zips.map((zip) => relative(clone, zip)));
    const tree = await git('write-tree');
    const message = `Release v${version}, with the built functions`;
    const commit = await git('commit-tree', tree, '-p', 'HEAD', '-m', message);
    await git('tag', '--annotate', `v${version}`, '--message', `Logdrive ${version}`, commit);
    return commit;
  } finally {
    await rm(folder, { recursive: true });
  }
}
