import { mkdir, mkdtemp, readdir, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { CLONE, NODE_BIN } from '../paths.ts';
import { type CommandResult, runCommand } from '../processes/run-command.ts';
import { buildPackage } from './build-package.ts';

/** A project of someone who has installed the package and nothing else of ours. */
export interface Consumer {
  /** An empty folder outside of the clone, but for `node_modules`. */
  folder: string;
  /** Absolute path of the tarball that was installed. */
  tarball: string;
  /** Takes a package from the clone's own node_modules, as installing it would. */
  add(name: string): Promise<void>;
  /** Runs the TypeScript compiler of the clone in the folder. */
  tsc(...args: readonly string[]): Promise<CommandResult>;
  /** Runs Node in the folder. */
  node(args: readonly string[], env?: NodeJS.ProcessEnv): Promise<CommandResult>;
  remove(): Promise<void>;
}

/**
 * Builds and packs `packages/log-stream` and installs the tarball in a new folder. npm is kept from
 * the network: the package alone must be enough.
 *
 * @throws Error with npm's words when it cannot be packed or installed
 */
export async function createConsumer(): Promise<Consumer> {
  const root = await mkdtemp(join(tmpdir(), 'log-stream-consumer-'));
  const folder = join(root, 'project');
  const packed = join(root, 'packed');
  const run = (command: string, args: readonly string[], env: NodeJS.ProcessEnv = {}) =>
    runCommand(command, args, { cwd: folder, env: { ...process.env, ...env } });
  const npm = async (...args: readonly string[]) => {
    const quiet = ['--offline', '--no-audit', '--no-fund', '--no-update-notifier'];
    const result = await run('npm', [...args, ...quiet, '--cache', join(root, 'cache')]);
    if (result.exit !== 0) throw new Error(`npm ${args[0]} failed:\n${result.stderr}`);
  };

  await mkdir(folder);
  await mkdir(packed);
  const built = await buildPackage(join(CLONE, 'packages/log-stream'), join(root, 'built'));
  await npm('pack', built.folder, '--pack-destination', packed);
  const [name = ''] = await readdir(packed);
  const tarball = join(packed, name);
  await npm('init', '--yes');
  await npm('install', tarball);

  return {
    folder,
    tarball,
    async add(dependency) {
      const link = join(folder, 'node_modules', dependency);
      await mkdir(dirname(link), { recursive: true });
      await symlink(join(CLONE, 'node_modules', dependency), link);
    },
    tsc: (...args) => run(process.execPath, [join(NODE_BIN, 'tsc'), ...args]),
    node: (args, env) => run(process.execPath, args, env),
    remove: () => rm(root, { recursive: true }),
  };
}
