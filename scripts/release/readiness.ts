import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gitIn } from './git.ts';

/** What stands in the way of releasing a version from a clone; each with how to mend it. */
export async function obstacles(clone: string, version: string): Promise<string[]> {
  if (!/^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$/.test(version)) {
    return [`VERSION is ${version || 'missing'}: give one like VERSION=1.2.3`];
  }
  const git = gitIn(clone);
  const found: string[] = [];
  const changes = await git('status', '--porcelain');
  if (changes !== '') found.push(`the work tree has changes, commit them first:\n${changes}`);
  if ((await git('tag', '--list', `v${version}`)) !== '') {
    found.push(`the tag v${version} exists: choose another version`);
  }
  for (const page of (await git('ls-files', '*.md')).split('\n').filter(Boolean)) {
    const other = otherVersions(await readFile(join(clone, page), 'utf8'), version);
    if (other.length > 0) {
      found.push(`${page} fetches ${other.join(' and ')}: write ?ref=v${version} there`);
    }
  }
  if (!hasEntry(await readFile(join(clone, 'CHANGELOG.md'), 'utf8'), version)) {
    found.push(`CHANGELOG.md says nothing about it: add an entry under "## ${version}"`);
  }
  return found;
}

/** The tags, other than that of the version, at which a page tells its readers to fetch modules. */
function otherVersions(page: string, version: string): string[] {
  const tags = [...page.matchAll(/\/\/modules\/[\w-]+\?ref=([\w.-]+)/g)].map(([, tag = '']) => tag);
  return [...new Set(tags)].filter((tag) => tag !== `v${version}`);
}

/** Whether a changelog has a heading for the version with something below it. */
export function hasEntry(changelog: string, version: string): boolean {
  const sections = changelog.split(/^## /m).slice(1);
  return sections.some((section) => {
    const [heading = '', ...body] = section.split('\n');
    const name = heading.replace(/[[\]]/g, '').trim().split(/\s/)[0];
    return name === version && body.some((line) => /^[-*]\s+\S/.test(line));
  });
}
