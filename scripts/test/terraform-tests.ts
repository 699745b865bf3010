import type { Progress } from '../console/progress.ts';
import { atMost } from '../lint/at-most.ts';
import { hasTests, prepareFolder, terraformFolders } from '../lint/terraform-folders.ts';
import { runCommand } from '../processes/run-command.ts';
import { add, broken, nothing, type Tally } from './tally.ts';

/** A line of `terraform test -json`, as far as it is read here. */
interface Line {
  type: string;
  diagnostic?: {
    severity: string;
    summary: string;
    detail: string;
    range?: { filename: string; start: { line: number } };
    snippet?: { code: string; values?: { traversal: string; statement: string }[] };
  };
  test_run?: { path: string; run: string; progress: string; status?: string };
}

/** Runs `terraform test` in every module and example that has tests, two at a time. */
export async function runTerraformTests(report: (progress: Progress) => void): Promise<Tally> {
  const folders = terraformFolders().filter(hasTests);
  let done = 0;
  const tallies = await atMost(2, folders, async (folder) => {
    const tally = await testFolder(folder);
    done += 1;
    report({ done, total: folders.length, note: 'modules and examples' });
    return tally;
  });
  return tallies.reduce(add, nothing);
}

async function testFolder(folder: string): Promise<Tally> {
  const options = await prepareFolder(folder);
  const { exit, stdout, stderr } = await runCommand('terraform', ['test', '-json'], options);
  const tally = tallyLines(folder, stdout);
  const silent = exit !== 0 && tally.failed === 0;
  return silent
    ? broken(`${folder}: terraform test ended with ${exit}\n${stdout}${stderr}`)
    : tally;
}

/** Counts the runs in what `terraform test -json` printed. */
export function tallyLines(folder: string, stdout: string): Tally {
  const lines = stdout.split('\n').filter((line) => line.startsWith('{'));
  const parsed = lines.map((line) => JSON.parse(line) as Line);
  const ended = parsed.flatMap(({ test_run: run }) => (run?.progress === 'complete' ? [run] : []));
  const withStatus = (...statuses: string[]) =>
    ended.filter(({ status }) => statuses.includes(status ?? '')).length;
  const words = parsed.flatMap(({ diagnostic: said }) =>
    said?.severity === 'error' ? [wordsOf(said)] : [],
  );
  const failed = withStatus('fail', 'error');
  return {
    passed: withStatus('pass'),
    failed,
    skipped: withStatus('skip'),
    problems: failed === 0 ? [] : [`${folder}\n${words.join('\n')}`],
  };
}

/** What Terraform would have printed without `-json`, in short. */
function wordsOf({ summary, detail, range, snippet }: NonNullable<Line['diagnostic']>): string {
  const where = range === undefined ? '' : ` (${range.filename}:${range.start.line})`;
  const values = snippet?.values?.map((value) => `  ${value.traversal} ${value.statement}`) ?? [];
  return [`Error: ${summary}${where}`, detail, snippet?.code, ...values].filter(Boolean).join('\n');
}
