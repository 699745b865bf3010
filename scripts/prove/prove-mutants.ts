/**
 * `make prove-mutants`: breaks the code on purpose, in a copy, and shows that each break is caught.
 *
 * Environment: RUNS (schedules until a mutant counts as survivor, 4000), SEED, MUTANT (part of a name).
 * Exit code: 0 when all are caught, 1 when one survives, is not found in the sources, or the proof
 * fails on the code as it is.
 */
import { rm } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { step } from '../console/progress.ts';
import { type Cell, table } from '../console/table.ts';
import { CLONE, LOCAL } from '../paths.ts';
import { lastLines, runCommand } from '../processes/run-command.ts';
import type { Catch } from './mutants/hunt.ts';
import type { Mutant } from './mutants/mutant.ts';
import { mutants } from './mutants/mutants.ts';
import { breakCopy, copySources, MutantNotFoundError } from './mutants/source-copy.ts';
import { subjects } from './subjects.ts';

const runs = Number(process.env.RUNS || 4_000);
const seed = Number(process.env.SEED || 1);
const copies = join(LOCAL, 'prove');

/** What a mutant came to; a survivor has no words for how it was caught. */
interface Verdict {
  name: string;
  schedules: number;
  how: string | undefined;
}

async function main(): Promise<number> {
  const chosen = mutants.filter(({ name }) => name.includes(process.env.MUTANT ?? ''));
  const verdicts: Verdict[] = [];
  await step('Breaking the code', async (report) => {
    const queue = [...chosen];
    const lane = async (_: unknown, number: number) => {
      const copy = join(copies, `copy-${number}`);
      await copySources(CLONE, copy);
      for (let mutant = queue.shift(); mutant !== undefined; mutant = queue.shift()) {
        verdicts.push(await judge(mutant, copy));
        report({ done: verdicts.length, total: chosen.length, note: mutant.name });
      }
    };
    await Promise.all(Array.from({ length: availableParallelism() }, lane));
  });
  print(chosen, verdicts);
  const sound = await soundIsPassed();
  await rm(copies, { recursive: true, force: true });
  return sound && verdicts.every(({ how }) => how !== undefined) ? 0 : 1;
}

async function judge(mutant: Mutant, copy: string): Promise<Verdict> {
  const { name, subject } = mutant;
  try {
    const mend = await breakCopy(copy, mutant);
    const { schedules, violation } = await hunt(copy, subject, runs);
    await mend();
    return { name, schedules, how: violation };
  } catch (error) {
    if (!(error instanceof MutantNotFoundError)) throw error;
    console.error(error.message);
    return { name, schedules: 0, how: undefined };
  }
}

/** @throws Error when the hunt itself fails, as it does when a mutant is no valid code */
async function hunt(copy: string, subject: string, most: number): Promise<Catch> {
  const script = join(copy, 'scripts', 'prove', 'mutants', 'hunt.ts');
  const args = ['--disable-warning=ExperimentalWarning', script, subject, String(seed)];
  const { exit, stdout, stderr } = await runCommand(process.execPath, [...args, String(most)], {
    cwd: copy,
    env: process.env,
  });
  if (exit !== 0) throw new Error(`the hunt failed (${exit}):\n${lastLines(stderr, 20)}`);
  return JSON.parse(stdout) as Catch;
}

/** What catches everything proves nothing: the code as it is must pass as many schedules. */
async function soundIsPassed(): Promise<boolean> {
  const copy = join(copies, 'copy-0');
  const found = await step('The code as it is', () =>
    Promise.all(subjects.map(({ name }) => hunt(copy, name, 250))),
  );
  for (const { violation } of found) if (violation) console.error(`without a mutant: ${violation}`);
  return found.every(({ violation }) => violation === undefined);
}

function firstLine(text = ''): string {
  return text.split('\n')[0] ?? '';
}

function print(chosen: readonly Mutant[], verdicts: readonly Verdict[]): void {
  const rows = chosen.map(({ name }): Cell[] => {
    const verdict = verdicts.find((each) => each.name === name);
    const { schedules = 0, how } = verdict ?? {};
    return [
      name,
      how === undefined ? 'SURVIVED' : 'caught',
      schedules,
      firstLine(how).slice(0, 70),
    ];
  });
  table([['mutant', '', 'schedules', 'by'], ...rows]);
  const caught = verdicts.filter(({ how }) => how !== undefined).length;
  console.log(`\n${caught} of ${chosen.length} caught.`);
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error);
  process.exitCode = 1;
}
