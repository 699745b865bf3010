/**
 * `make engine-up`: starts a search engine that stays, and prints what to export.
 * Only the shell lines go to standard output, so that `eval "$(make engine-up)"` works.
 */
import { join } from 'node:path';
import { step } from '../console/progress.ts';
import { LOCAL } from '../paths.ts';
import { ensureArtifact } from './artifacts.ts';
import { startLastingEngine } from './lasting-engine.ts';

try {
  await step('Preparing OpenSearch', () => ensureArtifact('opensearch'));
  const engine = await step('Starting OpenSearch', () => startLastingEngine(join(LOCAL, 'engine')));
  console.error(
    `${engine.started ? 'Started' : 'It was already running'} at ${engine.url}, log in ` +
      `${engine.logFile}.\nExport these, or run: eval "$(make engine-up)". Stop it with: make engine-down`,
  );
  console.log(`export SEARCH_URL=${engine.url}`);
  // What the examples take as their variable `endpoint`. Not TF_VAR_endpoint: that would reach every
  // Terraform of this shell, `make test` too.
  console.log(`export SEARCH_ENDPOINT='${JSON.stringify({ url: engine.url, auth: 'none' })}'`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
