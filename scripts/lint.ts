/**
 * Checks everything that can be checked without running the code.
 *
 *     node scripts/lint.ts
 */
import { runChecks } from './lint/check.ts';
import { allChecks } from './lint/checks.ts';

const results = await runChecks(await allChecks());
const failed = results.filter(({ problem }) => problem !== '');
for (const { name, problem } of failed) console.log(`\n--- ${name}\n${problem}`);
console.log(`\n${results.length - failed.length} checks passed, ${failed.length} failed`);
process.exitCode = failed.length === 0 ? 0 : 1;
