import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chmodSync, chownSync, copyFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve, sep } from 'node:path';
import { ensureFolder, LOCAL } from '../paths.ts';
import { runCommand } from '../processes/run-command.ts';
import { ensureArtifact } from './artifacts.ts';
import { emptyFolder, logSettings, nodeSettings, yaml } from './node-folder.ts';
import { type SearchNode, SearchNodeError, startNode } from './search-node.ts';

/** The user `nobody` of most systems. Elasticsearch refuses to run as root. */
const NOBODY = 65534;

export interface ElasticsearchOptions {
  /** The node's folder for data, settings and log, under `.local/`; one node a folder. */
  dir: string;
  /** Members of elasticsearch.yml. */
  settings?: Record<string, unknown>;
}

/**
 * Starts a real Elasticsearch 8 of one node with nothing in it, and waits until it answers: about
 * ten seconds; some five more the first time, for Maven. It is the engine without most of its
 * modules (no ingest, no painless, and `GET /` is not answered). 512 MB of heap, on 127.0.0.1 only,
 * gone when this process is gone. For root it runs as another user, who must be able to read the
 * clone.
 *
 * @throws SearchNodeError with the end of its log; CommandError when Maven is missing or fails
 */
export async function startElasticsearch(options: ElasticsearchOptions): Promise<SearchNode> {
  const dir = ensureFolder(resolve(options.dir));
  const home = await homeFolder();
  const [conf, data, logs, temporary] = ['conf', 'data', 'logs', 'tmp'].map((name) =>
    emptyFolder(join(dir, name)),
  ) as [string, string, string, string];
  const clusterName = randomUUID();
  const settings = (port: number) => ({
    ...{ 'cluster.name': clusterName, 'path.data': data, 'path.logs': logs, 'http.port': port },
    ...{ ...nodeSettings, 'xpack.security.enabled': false, ...options.settings },
  });
  copyFileSync(join(home, 'config', 'jvm.options'), join(conf, 'jvm.options'));
  writeFileSync(join(conf, 'log4j2.properties'), logSettings);
  const user = otherUser(dir, [conf, data, logs, temporary], home);
  const env = {
    ...{ PATH: process.env.PATH, HOME: temporary, ES_TMPDIR: temporary, ES_PATH_CONF: conf },
    ...{ ES_JAVA_HOME: await javaHome(), ES_JAVA_OPTS: '-Xms256m -Xmx512m' },
  };
  return startNode({
    name: 'Elasticsearch',
    clusterName,
    logFile: join(dir, 'elasticsearch.log'),
    address: (port) => ({ url: `http://127.0.0.1:${port}` }),
    launch: (port) => {
      writeFileSync(join(conf, 'elasticsearch.yml'), yaml(settings(port)));
      return {
        command: join(home, 'bin', 'elasticsearch'),
        args: [],
        cwd: temporary,
        env,
        ...user,
      };
    },
  });
}

/** The zip holds one folder, named after the version. */
async function homeFolder(): Promise<string> {
  const unpacked = await ensureArtifact('elasticsearch');
  const [name] = readdirSync(unpacked);
  return join(unpacked, name ?? '');
}

/** Elasticsearch's start script wants the folder, not the command. */
async function javaHome(): Promise<string> {
  const here = { cwd: import.meta.dirname, env: process.env };
  const { stderr } = await runCommand('java', ['-XshowSettings:properties', '-version'], here);
  const [, home = ''] = /java\.home = (.+)/.exec(stderr) ?? [];
  return home.trim();
}

/** Nothing for an ordinary user; for root a user who gets the folders to write to. */
function otherUser(dir: string, own: string[], home: string): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {};
  const user = { uid: NOBODY, gid: NOBODY };
  // A temporary folder is its owner's alone: let the other user through to what is theirs.
  for (let path = dir; path.startsWith(LOCAL + sep); path = dirname(path)) chmodSync(path, 0o711);
  for (const folder of own) {
    for (const path of ['', ...readdirSync(folder)]) chownSync(join(folder, path), NOBODY, NOBODY);
  }
  if (spawnSync('test', ['-r', join(home, 'bin', 'elasticsearch')], user).status !== 0) {
    throw new SearchNodeError(
      `Elasticsearch does not run as root, and user ${NOBODY} cannot read ${home}: ` +
        'make the clone readable for others, or run as another user.',
    );
  }
  return user;
}
