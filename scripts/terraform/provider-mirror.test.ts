import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findProviderMirror, MirrorError, type MirrorSearch, platform } from './provider-mirror.ts';

const PROVIDER = 'registry.terraform.io/hashicorp/aws';

let top: string;
beforeEach(() => {
  top = mkdtempSync(join(tmpdir(), 'mirror-'));
});
afterEach(() => {
  rmSync(top, { recursive: true, force: true });
});

/** Makes a mirror and returns its path. */
function mirror(folder: string, holds = join('5.100.0', platform())): string {
  mkdirSync(join(top, folder, PROVIDER, holds), { recursive: true });
  return join(top, folder);
}

/** A machine of which nothing but `top` is seen. */
function machine(more: Partial<MirrorSearch> = {}): MirrorSearch {
  const home = join(top, 'home');
  return { env: {}, home, systemFolders: [join(top, 'system')], searchRoots: [top], ...more };
}

describe('findProviderMirror', () => {
  test('takes the folder that TF_MIRROR_DIR names before any other', () => {
    mirror('home/.terraform.d/plugins');
    const named = mirror('a/b/c/d/e/f/named');
    expect(findProviderMirror(machine({ env: { TF_MIRROR_DIR: named } }))).toBe(named);
  });

  test('says what is wrong with a TF_MIRROR_DIR of no use', () => {
    const search = machine({ env: { TF_MIRROR_DIR: join(top, 'empty') } });
    expect(() => findProviderMirror(search)).toThrow(MirrorError);
    expect(() => findProviderMirror(search)).toThrow(/TF_MIRROR_DIR=.*empty holds no AWS provider/);
  });

  test.each([
    ['home/.terraform.d/plugins', {}],
    ['home/.local/share/terraform/plugins', {}],
    ['xdg-home/terraform/plugins', { XDG_DATA_HOME: 'xdg-home' }],
    ['xdg-two/terraform/plugins', { XDG_DATA_DIRS: 'xdg-one:xdg-two' }],
    ['system', {}],
  ])('looks in %s', (folder, xdg: Record<string, string>) => {
    const expected = mirror(folder);
    const env = Object.fromEntries(
      Object.entries(xdg).map(([name, value]) => [name, value.replaceAll('xdg-', `${top}/xdg-`)]),
    );
    expect(findProviderMirror(machine({ env, searchRoots: [] }))).toBe(expected);
  });

  test('searches down to the depth given and no further', () => {
    const deep = mirror('one/two/three');
    expect(findProviderMirror(machine({ maxDepth: 2 }))).toBeUndefined();
    expect(findProviderMirror(machine({ maxDepth: 3 }))).toBe(deep);
  });

  test('takes the mirror nearest to the top', () => {
    mirror('a/far');
    const near = mirror('z');
    expect(findProviderMirror(machine())).toBe(near);
  });

  test('stops when its time is over', () => {
    mirror('somewhere');
    expect(findProviderMirror(machine({ limitMs: -1 }))).toBeUndefined();
  });

  test('passes over folders in which it could hang or be lost', () => {
    mirror('proc');
    mirror('node_modules');
    expect(findProviderMirror(machine())).toBeUndefined();
  });

  test('wants a provider for this platform, unpacked or as a zip', () => {
    mirror('other', join('5.100.0', 'plan9_mips'));
    expect(findProviderMirror(machine({ maxDepth: 1 }))).toBeUndefined();
    const zipped = mirror('zipped', '');
    const zip = `terraform-provider-aws_5.100.0_${platform()}.zip`;
    writeFileSync(join(zipped, PROVIDER, zip), '');
    expect(findProviderMirror(machine({ maxDepth: 2 }))).toBe(zipped);
  });
});
