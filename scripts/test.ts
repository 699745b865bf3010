/**
 * Runs every check and every test there is, and ends with one line: `N passed, N failed`.
 *
 *     node scripts/test.ts [lint] [build] [unit] [terraform] [e2e]
 *
 * Without arguments it runs all stages. Ctrl-C ends it and all that it has started.
 */
import { inspect } from 'node:util';
import { build } from './build.ts';
import { type Progress, step } from './console/progress.ts';
import { table } from './console/table.ts';
import { runChecks } from './lint/check.ts';
import { allChecks } from './lint/checks.ts';
import { checkReproducible } from './test/build-elsewhere.ts';
import { runJest } from './test/jest-project.ts';
import { add, broken, nothing, type Tally, tallyOf } from './test/tally.ts';
import { runTerraformTests } from './test/terraform-tests.ts';

type Report = (progress: Progress) => void;

interface Stage {
  name: string;
  title: string;
  run: (report: Report) => Promise<Tally>;
}

/** In the order in which they run: what fails fast comes first. */
const stages: readonly Stage[] = [
  { name: 'lint', title: 'Lint', run: async () => tallyOf(await runChecks(await allChecks())) },
  { name: 'build', title: 'The same build elsewhere', run: checkReproducible },
  { name: 'unit', title: 'Unit tests', run: () => runJest('unit') },
  {
    name: 'terraform',
    title: 'Terraform tests',
    run: async (report) => {
      await build();
      return runTerraformTests(report);
    },
  },
  {
    name: 'e2e',
    title: 'End-to-end tests on the local cloud',
    run: async () => {
      await build();
      return runJest('e2e');
    },
  },
];

async function runStage({ title, run }: Stage): Promise<Tally> {
  try {
    return await step(title, run);
  } catch (error) {
    return broken(`${title}\n${inspect(error)}`);
  }
}

async function runStages(chosen: readonly Stage[]): Promise<void> {
  const done: [Stage, Tally][] = [];
  for (const stage of chosen) done.push([stage, await runStage(stage)]);
  const total = done.map(([, tally]) => tally).reduce(add, nothing);

  for (const problem of total.problems) console.log(`\n--- ${shortened(problem)}`);
  console.log();
  table([
    ['stage', 'passed', 'failed', 'skipped'],
    ...done.map(([{ name }, { passed, failed, skipped }]) => [name, passed, failed, skipped]),
  ]);
  console.log(`${total.passed} passed, ${total.failed} failed`);
  process.exitCode = total.failed === 0 ? 0 : 1;
}

const mostLines = 200;

/** The beginning says what is wrong; a tool that goes on for thousands of lines would hide the others. */
function shortened(problem: string): string {
  const lines = problem.split('\n');
  if (lines.length <= mostLines) return problem;
  return [...lines.slice(0, mostLines), `... and ${lines.length - mostLines} lines more`].join(
    '\n',
  );
}

const names = process.argv.slice(2);
const known = stages.map(({ name }) => name);
if (names.every((name) => known.includes(name))) {
  await runStages(names.length === 0 ? stages : stages.filter(({ name }) => names.includes(name)));
} else {
  console.error(`The stages are ${known.join(', ')}.`);
  process.exitCode = 1;
}
