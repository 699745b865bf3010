import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { ensureFolder } from '../paths.ts';
import { ensureArtifact } from './artifacts.ts';
import { logToFile, thrownLast } from './jvm-exceptions.ts';
import { emptyFolder, logSettings, nodeSettings, yaml } from './node-folder.ts';
import { type SearchNode, startNode } from './search-node.ts';
import { prepareSecurity } from './security.ts';

const RUNNER = 'org.codelibs.opensearch.runner.OpenSearchRunner';

export interface OpenSearchOptions {
  /** The node's folder for data, settings and log, under `.local/`; one node a folder. */
  dir: string;
  /** Members of opensearch.yml, such as `{'http.max_content_length': '64kb'}`. */
  settings?: Record<string, unknown>;
  /** TLS and basic authentication, with a certificate of its own. */
  security?: boolean;
  /**
   * A file: the node stays after this process, until the file is removed. The node's process group is
   * written into it.
   */
  lifeline?: string;
}

/**
 * Starts a real OpenSearch of one node with nothing in it, and waits until it answers: about five
 * seconds, ten with security; some five more the first time, for Maven. It has 512 MB of heap and
 * listens on 127.0.0.1 only. Without a lifeline it is gone when this process is gone, even by SIGKILL.
 *
 * @throws SearchNodeError with the end of its log; CommandError when Maven is missing or fails
 */
export async function startOpenSearch(options: OpenSearchOptions): Promise<SearchNode> {
  const dir = ensureFolder(resolve(options.dir));
  const base = emptyFolder(join(dir, 'base'));
  const conf = emptyFolder(join(dir, 'conf'));
  const clusterName = randomUUID();
  const jars = [join(await ensureArtifact('opensearch'), '*')];
  const security = options.security ? await prepareSecurity(conf) : undefined;
  if (security) jars.push(security.jars);
  writeFileSync(
    join(conf, 'opensearch.yml'),
    yaml({ ...security?.settings, ...nodeSettings, ...options.settings }),
  );
  writeFileSync(join(conf, 'log4j2.properties'), logSettings);
  const exceptions = join(dir, 'exceptions.log');
  const jvm = ['-Xms256m', '-Xmx512m', `-Djava.io.tmpdir=${dir}`, logToFile(exceptions)];
  const node = ['-basePath', base, '-confPath', conf, '-clusterName', clusterName];
  if (security) node.push('-pluginTypes', security.plugin);
  return startNode({
    name: 'OpenSearch',
    clusterName,
    logFile: join(dir, 'opensearch.log'),
    address: (port) => ({
      url: `${security ? 'https' : 'http'}://127.0.0.1:${port}`,
      ...security?.access,
    }),
    launch: (port) => ({
      command: 'java',
      args: [
        ...[...jvm, '-cp', jars.join(delimiter), RUNNER, ...node],
        // The runner adds the number of the node to the port.
        ...['-numOfNode', '1', '-baseHttpPort', String(port - 1)],
      ],
      cwd: dir,
      env: process.env,
    }),
    causes: () => thrownLast(exceptions),
    ...(options.lifeline !== undefined && { lifeline: options.lifeline }),
  });
}
