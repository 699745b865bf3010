import { rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { spawnGuarded } from '../processes/guarded-spawn.ts';
import { endGroup } from '../processes/process-group.ts';
import { type CloudVariables, clientEnv, cloudVariables } from './cloud-env.ts';
import { startMiniStack } from './ministack.ts';
import { ensureVenv } from './venv.ts';

/** A local AWS that lives as long as this process, at the most. */
export interface LocalCloud {
  /** `http://127.0.0.1:<port>` */
  endpoint: string;
  /** This process's environment with every AWS setting replaced by the local cloud's. */
  env: NodeJS.ProcessEnv;
  /** Only the variables that make the difference, to show or to export. */
  variables: CloudVariables;
  /** What the local cloud prints: its requests and the functions' output. */
  logFile: string;
  /** Stops it and the functions it runs, and removes what they unpacked. May be called twice. */
  stop(): Promise<void>;
}

/**
 * Starts a local AWS with nothing in it and waits until it answers (half a second; some twenty more
 * the first time, for its virtual environment). It is gone when this process is gone, even by
 * SIGKILL.
 *
 * @param options.dir its folder for log and temporary files, under `.local/`; one cloud a folder.
 * @throws CloudStartError with the end of its log; CommandError when its installation fails.
 */
export async function startCloud(options: { dir: string }): Promise<LocalCloud> {
  const dir = resolve(options.dir);
  const cloud = await startMiniStack(await ensureVenv(), dir, spawnGuarded);
  return {
    endpoint: cloud.endpoint,
    env: clientEnv(process.env, cloud.endpoint),
    variables: cloudVariables(cloud.endpoint),
    logFile: cloud.logFile,
    async stop() {
      await endGroup(cloud.group);
      rmSync(join(dir, 'tmp'), { recursive: true, force: true });
    },
  };
}
