import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Git, gitIn } from './git.ts';
import { hasEntry, obstacles } from './readiness.ts';
import { tagRelease } from './tag-release.ts';

describe('a release', () => {
  const zip = Buffer.from([0x50, 0x4b, 0, 1, 0x0d, 0x0a, 2]);
  let folder: string;
  let clone: string;
  let git: Git;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'release-test-'));
    clone = join(folder, 'clone');
    await mkdir(join(clone, 'modules/a'), { recursive: true });
    await writeFile(join(clone, '.gitignore'), 'lambda.zip\n');
    await writeFile(join(clone, 'CHANGELOG.md'), '# Changelog\n\n## 1.2.3\n\n- New.\n');
    await writeFile(join(clone, 'modules/a/main.tf'), 'output "x" { value = 1 }\n');
    await writeFile(
      join(clone, 'modules/a/README.md'),
      'git::https://x.org/y//modules/a?ref=v1.2.3\n',
    );
    await writeFile(join(clone, 'modules/a/lambda.zip'), zip);
    git = gitIn(clone);
    await git('init', '--initial-branch=main');
    await git('config', 'user.name', 'Test');
    await git('config', 'user.email', 'test@example.com');
    await git('config', 'commit.gpgsign', 'false');
    await git('config', 'tag.gpgsign', 'false');
    await git('add', '.');
    await git('commit', '-m', 'First');
  });
  afterEach(() => rm(folder, { recursive: true }));

  test('is a tag that carries the zip, while main does not', async () => {
    expect(await obstacles(clone, '1.2.3')).toEqual([]);
    const main = await git('rev-parse', 'main');
    const commit = await tagRelease(clone, '1.2.3', [join(clone, 'modules/a/lambda.zip')]);

    expect(await git('rev-parse', 'v1.2.3^{commit}')).toBe(commit);
    expect(await git('rev-parse', 'v1.2.3^{commit}^')).toBe(main);
    expect(await git('diff', '--name-only', 'main', 'v1.2.3')).toBe('modules/a/lambda.zip');
    expect(await git('branch', '--contains', commit)).toBe('');
    expect(await git('rev-parse', 'HEAD')).toBe(main);
    expect(await git('status', '--porcelain')).toBe('');
  });

  test('gives the zip, byte for byte, to who clones the tag', async () => {
    await tagRelease(clone, '1.2.3', [join(clone, 'modules/a/lambda.zip')]);
    const user = join(folder, 'user');
    await git('clone', '--quiet', '--branch', 'v1.2.3', '--depth=1', `file://${clone}`, user);
    expect((await readFile(join(user, 'modules/a/lambda.zip'))).equals(zip)).toBe(true);
  });

  test('is refused on a changed work tree, an existing tag, pages of another version and one nobody wrote about', async () => {
    await git('tag', 'v2.0.0');
    await writeFile(join(clone, 'modules/a/main.tf'), '');
    expect(await obstacles(clone, '2.0.0')).toEqual([
      expect.stringContaining('modules/a/main.tf'),
      expect.stringContaining('v2.0.0 exists'),
      'modules/a/README.md fetches v1.2.3: write ?ref=v2.0.0 there',
      expect.stringContaining('"## 2.0.0"'),
    ]);
  });

  test.each(['', 'v1.2.3', '1.2', '1.2.3 ', '1.2.3;x'])(
    'is refused for VERSION=%j',
    async (given) => {
      expect(await obstacles(clone, given)).toEqual([expect.stringContaining('VERSION=1.2.3')]);
    },
  );
});

describe('hasEntry', () => {
  test.each(['## 1.2.3', '## [1.2.3] - 2026-11-21', '## 1.2.3 (2026-11-21)'])('%s', (heading) => {
    expect(hasEntry(`# Changelog\n\n${heading}\n\n### Added\n- New.\n`, '1.2.3')).toBe(true);
  });

  test.each([
    ['another version', '## 11.2.3\n- New.\n'],
    ['a pre-release of it', '## 1.2.3-rc.1\n- New.\n'],
    ['no text', '## 1.2.3\n\n## 1.2.2\n- Old.\n'],
    ['text that is not released', '## Unreleased\n- 1.2.3\n'],
  ])('%s is not enough', (_, changelog) => {
    expect(hasEntry(changelog, '1.2.3')).toBe(false);
  });
});
