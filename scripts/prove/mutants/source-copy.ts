import { cp, mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Mutant } from './mutant.ts';

/** A mutant's source text is not where the list says, or more than once. */
export class MutantNotFoundError extends Error {
  override name = 'MutantNotFoundError';
}

/**
 * Copies what the proof runs to `copy`: sources, and links to all installed packages but the clone's
 * own, which are those of the copy.
 */
export async function copySources(clone: string, copy: string): Promise<void> {
  await rm(copy, { recursive: true, force: true });
  await mkdir(join(copy, 'node_modules'), { recursive: true });
  await Promise.all(
    ['functions', 'packages', 'scripts', 'package.json'].map((name) =>
      cp(join(clone, name), join(copy, name), { recursive: true, verbatimSymlinks: true }),
    ),
  );
  const installed = await readdir(join(clone, 'node_modules'));
  for (const name of installed.filter((each) => each !== '@logdrive')) {
    await symlink(join(clone, 'node_modules', name), join(copy, 'node_modules', name));
  }
  await withoutNames(copy);
  // These links are relative, so those of the copy lead into the copy.
  const own = join('node_modules', '@logdrive');
  await cp(join(clone, own), join(copy, own), { recursive: true, verbatimSymlinks: true });
}

/** jest takes any package with the name of one of the clone's for that one: the copies have none. */
async function withoutNames(copy: string): Promise<void> {
  for (const folder of ['packages', 'functions']) {
    for (const member of await readdir(join(copy, folder))) {
      const path = join(copy, folder, member, 'package.json');
      const manifest = JSON.parse(await readFile(path, 'utf8')) as { name?: string };
      delete manifest.name;
      await writeFile(path, JSON.stringify(manifest));
    }
  }
  await rm(join(copy, 'package.json'));
  await writeFile(join(copy, 'package.json'), '{"type":"module","private":true}');
}

/**
 * Breaks the copy as the mutant says.
 *
 * @returns what mends it again
 * @throws MutantNotFoundError when the list and the source do not fit together any more
 */
export async function breakCopy(
  copy: string,
  { file, from, to, name }: Mutant,
): Promise<() => Promise<void>> {
  const path = join(copy, file);
  const source = await readFile(path, 'utf8');
  const places = source.split(from).length - 1;
  if (places !== 1) {
    throw new MutantNotFoundError(`"${name}": its text stands ${places} times in ${file}`);
  }
  await writeFile(
    path,
    source.replace(from, () => to),
  );
  return () => writeFile(path, source);
}
