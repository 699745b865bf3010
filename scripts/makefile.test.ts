import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { CLONE } from './paths.ts';

function make(args: string[], env: NodeJS.ProcessEnv = {}) {
  return spawnSync('make', args, {
    cwd: CLONE,
    // A make that runs this test must not pass its own flags on.
    env: { ...process.env, MAKEFLAGS: '', MAKELEVEL: '', ...env },
    encoding: 'utf8',
  });
}

const TARGETS = [
  'build',
  'test',
  'demo',
  'prove',
  'prove-mutants',
  'lint',
  'bench',
  'cloud-up',
  'cloud-down',
  'engine-up',
  'engine-down',
  'clean',
];

describe('Makefile', () => {
  test('shows each target in one line, and does so by default', () => {
    const { stdout, status } = make([]);
    expect(status).toBe(0);
    expect(stdout).toBe(make(['help']).stdout);
    const lines = stdout.trimEnd().split('\n');
    for (const target of [...TARGETS, 'help', 'format', 'release']) {
      expect(lines.filter((line) => line.startsWith(`  make ${target} `))).toHaveLength(1);
    }
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(100);
  });

  test('checks for tools before it installs or starts anything', () => {
    for (const target of TARGETS.filter((name) => !/-down|clean/.test(name))) {
      const commands = make(['--dry-run', '--always-make', target]).stdout.split('\n');
      expect(commands[0]).toMatch(/^sh scripts\/preflight\.sh node/);
    }
  });

  test('wants Java only where a search engine runs', () => {
    const toolsOf = (stack: string) =>
      make(['--dry-run', 'demo', `STACK=${stack}`])
        .stdout.split('\n')[0]
        ?.split('.sh ')[1]
        ?.trim();
    expect(toolsOf('archive')).toBe('node terraform python3');
    expect(toolsOf('search')).toBe('node terraform python3 java mvn');
  });

  test('runs scripts on the Node that npm installs, with that Node first on PATH', () => {
    const { stdout } = make(['--dry-run', 'build']);
    const bin = join(CLONE, 'node_modules', '.bin');
    expect(stdout).toContain(`PATH="${bin}${delimiter}$PATH"`);
    expect(stdout).toContain(
      `"${bin}/node" --disable-warning=ExperimentalWarning scripts/build.ts`,
    );
  });

  test('passes the demo its settings as they are, blanks and quotes too', () => {
    const script = 'include Makefile\nshow:\n\t@printf "%s|%s|%s" "$$STACK" "$$LOGS" "$$KEEP"\n';
    const { stdout } = spawnSync('make', ['-s', '-f', '-', 'show', `LOGS=a 'b' "c"`, 'KEEP=1'], {
      cwd: CLONE,
      input: script,
      env: { PATH: process.env.PATH },
      encoding: 'utf8',
    });
    expect(stdout).toMatch(/^archive\|a 'b' "c"\|1$/);
  });

  test('uses nothing that make 3.81 does not know', () => {
    const text = readFileSync(join(CLONE, 'Makefile'), 'utf8');
    expect(text).not.toMatch(/^\.ONESHELL|^\.RECIPEPREFIX|!=|&:|\$\(file |^undefine |::?:?:=/m);
  });
});
