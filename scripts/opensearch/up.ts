/**
 * `node scripts/opensearch/up.ts [opensearch|security|elasticsearch]`: a search engine to try things
 * on, until Ctrl-C. Prints where it is.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureFolder, LOCAL } from '../paths.ts';
import { startElasticsearch } from './elasticsearch.ts';
import { startOpenSearch } from './opensearch.ts';

const engine = process.argv[2] ?? 'opensearch';
const dir = mkdtempSync(join(ensureFolder(LOCAL), `${engine}-`));
const node =
  engine === 'elasticsearch'
    ? await startElasticsearch({ dir })
    : await startOpenSearch({ dir, security: engine === 'security' });
console.log(node.url);
const { username, password, caFile, logFile } = node;
console.error(
  [`log: ${logFile}`, caFile && `user: ${username}:${password}, CA: ${caFile}`].join('\n'),
);
const stillHere = setInterval(() => {}, 60_000);
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, async () => {
    clearInterval(stillHere);
    await node.stop();
    rmSync(dir, { recursive: true });
  });
}
