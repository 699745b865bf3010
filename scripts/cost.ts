/**
 * Writes the tables of monthly cost into the READMEs of the examples.
 *
 *     node scripts/cost.ts
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { costTable } from './cost/cost-table.ts';
import { stacks } from './cost/stacks.ts';
import { withTable } from './cost/with-table.ts';
import { CLONE } from './paths.ts';

for (const [name, stack] of Object.entries(stacks)) {
  const file = join(CLONE, 'examples', name, 'README.md');
  const readme = readFileSync(file, 'utf8');
  writeFileSync(file, withTable(readme, costTable(stack)));
}
