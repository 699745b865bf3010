import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { terraformEnv } from './cli-config.ts';
import { platform } from './provider-mirror.ts';

let top: string;
let mirror: string;
beforeEach(() => {
  top = mkdtempSync(join(tmpdir(), 'cli-config-'));
  mirror = join(top, 'mirror');
  mkdirSync(join(top, 'home'));
});
afterEach(() => {
  rmSync(top, { recursive: true, force: true });
});

function makeMirror(): void {
  const provider = 'registry.terraform.io/hashicorp/aws/5.100.0';
  mkdirSync(join(mirror, provider, platform()), { recursive: true });
}

/** The environment for Terraform on a machine of which nothing but `top` is seen. */
function envFrom(base: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const search = { env: base, home: join(top, 'home'), systemFolders: [], searchRoots: [top] };
  return terraformEnv(base, search, { local: join(top, 'local'), cache: join(top, 'cache') });
}

describe('terraformEnv', () => {
  test('points Terraform at a mirror, and away from the registry for that provider', () => {
    makeMirror();
    const env = envFrom({ PATH: '/bin' });
    expect(env).toEqual({ PATH: '/bin', TF_CLI_CONFIG_FILE: join(top, 'local', 'terraform.rc') });
    const text = readFileSync(env.TF_CLI_CONFIG_FILE ?? '', 'utf8');
    const aws = '"registry.terraform.io/hashicorp/aws"';
    expect(text).toContain(
      `filesystem_mirror {\n    path    = "${mirror}"\n    include = [${aws}]`,
    );
    expect(text).toContain(`direct {\n    exclude = [${aws}]`);
  });

  test('without a mirror keeps what it downloads inside the clone', () => {
    const env = envFrom({});
    expect(env).toEqual({
      TF_PLUGIN_CACHE_DIR: join(top, 'cache', 'terraform-plugins'),
      TF_PLUGIN_CACHE_MAY_BREAK_DEPENDENCY_LOCK_FILE: '1',
    });
    expect(existsSync(env.TF_PLUGIN_CACHE_DIR ?? '')).toBe(true);
    expect(existsSync(join(top, 'local'))).toBe(false);
  });

  test('leaves a plugin cache of the person alone', () => {
    expect(envFrom({ TF_PLUGIN_CACHE_DIR: '/mine' })).toEqual({ TF_PLUGIN_CACHE_DIR: '/mine' });
  });

  test('leaves a CLI configuration of the person alone', () => {
    makeMirror();
    const own = join(top, 'own.rc');
    writeFileSync(own, '');
    expect(envFrom({ TF_CLI_CONFIG_FILE: own })).toEqual({ TF_CLI_CONFIG_FILE: own });
    writeFileSync(join(top, 'home', '.terraformrc'), '');
    expect(envFrom({})).toEqual({});
  });

  test('prefers a mirror that is named to a configuration of the person', () => {
    makeMirror();
    writeFileSync(join(top, 'home', '.terraformrc'), '');
    const env = envFrom({ TF_MIRROR_DIR: mirror });
    expect(env.TF_CLI_CONFIG_FILE).toBe(join(top, 'local', 'terraform.rc'));
  });

  test('drops a TF_CLI_CONFIG_FILE that is not there', () => {
    const gone = join(top, 'gone.rc');
    expect(envFrom({ TF_CLI_CONFIG_FILE: gone }).TF_CLI_CONFIG_FILE).toBeUndefined();
    makeMirror();
    expect(envFrom({ TF_CLI_CONFIG_FILE: gone, TF_MIRROR_DIR: mirror }).TF_CLI_CONFIG_FILE).toBe(
      join(top, 'local', 'terraform.rc'),
    );
  });
});
