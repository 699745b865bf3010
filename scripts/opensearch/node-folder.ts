import { mkdirSync, rmSync } from 'node:fs';

/** Settings of every node, whichever the engine. */
export const nodeSettings = {
  'network.host': '127.0.0.1',
  // Any free one: nobody talks to it.
  'transport.port': 0,
  'discovery.type': 'single-node',
  // A nearly full disk of a developer must not make the indices read-only.
  'cluster.routing.allocation.disk.threshold_enabled': false,
};

/** log4j2.properties: all to standard output, which is the log file. */
export const logSettings = `status = error
appender.console.type = Console
appender.console.name = console
appender.console.layout.type = PatternLayout
appender.console.layout.pattern = [%d{ISO8601}][%-5p][%-25c{1.}] %m%n
rootLogger.level = info
rootLogger.appenderRef.console.ref = console
`;

/** Settings as a YAML file; YAML holds JSON. */
export function yaml(members: Record<string, unknown>): string {
  return Object.entries(members)
    .map(([name, value]) => `${name}: ${JSON.stringify(value)}\n`)
    .join('');
}

/** Makes the folder, without what an earlier node has left in it. Returns its path. */
export function emptyFolder(path: string): string {
  rmSync(path, { recursive: true, force: true });
  mkdirSync(path);
  return path;
}
