import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CACHE, ensureFolder } from '../paths.ts';
import { withLock } from '../processes/lock.ts';
import { CommandError, lastLines, runCommand } from '../processes/run-command.ts';

const POM = join(import.meta.dirname, 'pom.xml');
const PLUGIN = 'org.apache.maven.plugins:maven-dependency-plugin:3.8.1';

/** What pom.xml has a profile for. `opensearch` becomes a folder of jars; the others are unpacked. */
export type Artifact = 'opensearch' | 'security' | 'elasticsearch';

/**
 * Has Maven resolve an artifact of pom.xml, once (about five seconds); again when pom.xml changes.
 * Returns the folder that holds it.
 *
 * @param cache where artifacts are kept; by default `.cache/opensearch`
 * @throws CommandError when Maven is missing or fails, with the last lines of what it said
 */
export async function ensureArtifact(
  artifact: Artifact,
  cache: string = join(CACHE, 'opensearch'),
): Promise<string> {
  const folder = join(ensureFolder(cache), artifact);
  const wanted = createHash('sha256').update(readFileSync(POM)).digest('hex');
  // The stamp is written last: a download cut short has none and is made again.
  const stamp = `${folder}.sha256`;
  const isCurrent = () => existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted;
  if (isCurrent()) return folder;
  await withLock(join(cache, 'lock'), async () => {
    if (isCurrent()) return;
    rmSync(stamp, { force: true });
    rmSync(folder, { recursive: true, force: true });
    await resolve(artifact, folder, join(cache, 'repository'));
    writeFileSync(stamp, wanted);
  });
  return folder;
}

async function resolve(artifact: Artifact, folder: string, repository: string): Promise<void> {
  const goal = artifact === 'opensearch' ? 'copy-dependencies' : 'unpack-dependencies';
  // Not every registry has a checksum of the plugin's zip, and then Maven would refuse it.
  const checksums = artifact === 'security' ? [] : ['--strict-checksums'];
  const args = [
    ...['--batch-mode', '--quiet', ...checksums, '--file', POM, '--activate-profiles', artifact],
    ...[`-Dmaven.repo.local=${repository}`, `-DoutputDirectory=${folder}`],
    `${PLUGIN}:${goal}`,
  ];
  try {
    const { exit, stdout, stderr } = await runMaven(args);
    if (exit === 0) return;
    throw new CommandError(
      `Maven could not get ${artifact} (exit ${exit}):\n${lastLines(stdout + stderr, 15)}`,
    );
  } finally {
    // All that was wanted of it is in the folder now.
    rmSync(repository, { recursive: true, force: true });
  }
}

function runMaven(args: string[]) {
  const options = { cwd: import.meta.dirname, env: process.env };
  return runCommand('mvn', args, options).catch((cause: unknown) => {
    throw new CommandError(
      'Maven is needed to get the search engines, and there is no mvn on PATH. Get it: ' +
        'https://maven.apache.org/install.html, "brew install maven" or "apt install maven"',
      { cause },
    );
  });
}
