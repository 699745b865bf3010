import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type BuiltZip, build } from '../build.ts';
import { CLONE, LOCAL } from '../paths.ts';
import { runCommand } from '../processes/run-command.ts';
import { copySources } from './copy-of-sources.ts';
import { type Tally, tallyOf } from './tally.ts';

/**
 * Builds every function here and once more in a copy in another folder, with another umask, time
 * zone and clock: each zip must come out the same, byte for byte.
 */
export async function checkReproducible(): Promise<Tally> {
  const here = await build();
  const copy = join(LOCAL, 'test', 'another folder');
  await copySources(CLONE, copy);
  const elsewhere = await buildStrangely(copy);
  await rm(copy, { recursive: true });
  return tallyOf(
    here.map(({ name, sha256 }) => {
      const other = elsewhere.find((zip) => zip.name === name)?.sha256;
      const problem = other === sha256 ? '' : `here ${sha256}, elsewhere ${other}`;
      return { name: `${name}: the same zip in another folder`, problem };
    }),
  );
}

async function buildStrangely(root: string): Promise<BuiltZip[]> {
  const script = `
    const Clock = Date;
    globalThis.Date = class extends Clock {
      constructor(...args) { args.length === 0 ? super(Clock.now()) : super(...args); }
      static now() { return Clock.UTC(2031, 6, 1) + performance.now(); }
    };
    const { build } = await import(${JSON.stringify(join(CLONE, 'scripts/build.ts'))});
    process.stdout.write(JSON.stringify(await build(${JSON.stringify(root)})));`;
  const node = [
    process.execPath,
    ...['--disable-warning=ExperimentalWarning', '--input-type=module', '--eval', script],
  ];
  const { exit, stdout, stderr } = await runCommand(
    'sh',
    ['-c', 'umask 077; exec "$@"', 'sh', ...node],
    // A zone whose day is not this one's, and where the clocks change.
    { cwd: root, env: { ...process.env, TZ: 'Pacific/Chatham', LC_ALL: 'C' } },
  );
  if (exit !== 0) throw new Error(`the build in another folder failed (${exit}):\n${stderr}`);
  return JSON.parse(stdout) as BuiltZip[];
}
