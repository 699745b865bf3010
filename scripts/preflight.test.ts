import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ALL = ['node', 'terraform', 'python3', 'java', 'mvn'];

/** What the tools of a good machine do; python3 is asked two questions. */
const GOOD = {
  node: 'echo v20.12.0',
  npm: ':',
  terraform: 'echo "Terraform v1.9.0"; echo "on linux_amd64"',
  python3: 'case $2 in *version_info*) echo 3.10 ;; *) : ;; esac',
  java: `echo 'openjdk version "17.0.15" 2025-04-15' >&2`,
  mvn: `printf '\\033[1mApache Maven 3.6.3\\033[m\\n'; echo 'Maven home: /usr/share/maven'`,
};

let bin: string;
beforeEach(() => {
  bin = mkdtempSync(join(tmpdir(), 'preflight-'));
});
afterEach(() => {
  rmSync(bin, { recursive: true, force: true });
});

/** Runs the check on a machine that has these tools and no other program at all. */
function preflight(tools: Partial<Record<keyof typeof GOOD, string>>, wanted = ALL) {
  for (const [name, script] of Object.entries(tools)) {
    writeFileSync(join(bin, name), `#!/bin/sh\n${script}\n`);
    chmodSync(join(bin, name), 0o755);
  }
  const script = join(import.meta.dirname, 'preflight.sh');
  const { status, stderr } = spawnSync('/bin/sh', [script, ...wanted], {
    env: { PATH: bin },
    encoding: 'utf8',
  });
  return { status, lines: stderr.split('\n').slice(0, -1) };
}

describe('preflight.sh', () => {
  test('is silent where all is there', () => {
    expect(preflight(GOOD)).toEqual({ status: 0, lines: [] });
  });

  test.each([
    ['node', /^node 20\.12 or newer is needed \(not found\)\. Get it: .*nodejs\.org/],
    ['terraform', /^terraform 1\.9 or newer is needed \(not found\)\. Get it: .*hashicorp/],
    ['python3', /^python3 3\.10 or newer is needed \(not found\)\. Get it: .*python\.org/],
    ['java', /^java 17 or newer is needed \(not found\)\. Get it: .*adoptium/],
    ['mvn', /^mvn 3\.6 or newer is needed \(not found\)\. Get it: .*maven\.apache\.org/],
    ['npm', /^npm 9 or newer is needed \(not found\)\. Get it: it comes with node/],
  ])('has one line for a missing %s', (tool, line) => {
    const { [tool as keyof typeof GOOD]: _, ...others } = GOOD;
    const { status, lines } = preflight(others);
    expect(status).toBe(1);
    expect(lines).toEqual([expect.stringMatching(line)]);
  });

  test.each([
    ['node', 'echo v18.20.4', 'found 18.20.4'],
    ['node', 'echo v20.11.1', 'found 20.11.1'],
    ['terraform', 'echo "Terraform v1.8.5"', 'found 1.8.5'],
    ['python3', 'echo 3.9', 'found 3.9'],
    ['java', `echo 'java version "1.8.0_292"' >&2`, 'found 1.8.0'],
    ['java', `echo 'openjdk version "11" 2018-09-25' >&2`, 'found 11'],
    ['java', 'echo "No Java runtime present" >&2; exit 1', 'not found'],
    ['mvn', 'echo "Apache Maven 3.5.4 (1edded0938998edf8bf061f1ceb3cfdeccf443fe)"', 'found 3.5.4'],
    ['mvn', 'echo "The JAVA_HOME environment variable is not defined" >&2; exit 1', 'not found'],
    ['python3', 'echo "xcode-select: note: no tools" >&2; exit 1', 'not found'],
  ])('refuses a %s that says: %s', (tool, script, found) => {
    const { status, lines } = preflight({ ...GOOD, [tool]: script });
    expect(status).toBe(1);
    expect(lines).toEqual([expect.stringContaining(`${tool} `)]);
    expect(lines[0]).toContain(`(${found})`);
  });

  test.each([
    ['node', 'echo v24.1.0'],
    ['terraform', 'echo "Terraform v1.10.0-rc1"'],
    ['terraform', 'echo "Terraform v2.0.0"'],
    ['python3', 'echo 3.14'],
    ['java', `echo 'openjdk version "21-ea" 2023-09-19' >&2`],
    ['mvn', 'echo "Apache Maven 4.0.0-rc-4 (bed0f8174bf728978f86fac533aa38a9511f3872)"'],
  ])('accepts a %s that says: %s', (tool, script) => {
    expect(preflight({ ...GOOD, [tool]: script }).lines).toEqual([]);
  });

  test('knows a Python without venv', () => {
    const python3 = 'case $2 in *version_info*) echo 3.12 ;; *) exit 1 ;; esac';
    expect(preflight({ ...GOOD, python3 }).lines).toEqual([
      expect.stringMatching(/^python3-venv .*apt install python3-venv/),
    ]);
  });

  test('names all that is missing, and looks only for what is asked', () => {
    expect(preflight({}).lines).toHaveLength(5);
    expect(preflight({}, ['node']).lines).toHaveLength(1);
  });
});
