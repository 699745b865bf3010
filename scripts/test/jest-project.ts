import { readFile, rm } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { CLONE, ensureFolder, LOCAL } from '../paths.ts';
import { runCommand } from '../processes/run-command.ts';
import { broken, type Tally } from './tally.ts';

/** The part of jest's `--json` that is read here. */
interface JestReport {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  /** Files that ended before their first test, such as one that does not compile. */
  numRuntimeErrorTestSuites: number;
  testResults: { name: string; status: string; message: string }[];
}

/** Runs one of the projects in jest.config.js; all that it prints is in `.local/test/<name>.log`. */
export async function runJest(project: 'unit' | 'e2e'): Promise<Tally> {
  const folder = ensureFolder(join(LOCAL, 'test'));
  const logFile = join(folder, `${project}.log`);
  const reportFile = join(folder, `${project}.json`);
  await Promise.all([rm(logFile, { force: true }), rm(reportFile, { force: true })]);
  const { exit } = await runCommand(process.execPath, jestArgs(project, reportFile), {
    cwd: CLONE,
    env: process.env,
    logFile,
  });
  const report = await readFile(reportFile, 'utf8').catch(() => undefined);
  const tally = report && tallyReport(JSON.parse(report) as JestReport);
  if (tally && (exit === 0 || tally.failed > 0)) return tally;
  return broken(`jest ended with ${exit}:\n${await readFile(logFile, 'utf8')}`);
}

/**
 * Two workers, also because jest ends a worker that a test keeps from ending; in its own process it
 * would wait for ever.
 */
function jestArgs(project: string, reportFile: string): string[] {
  return [
    ...['--disable-warning=ExperimentalWarning', join(CLONE, 'node_modules/jest/bin/jest.js')],
    ...[
      '--ci',
      '--maxWorkers=2',
      '--selectProjects',
      project,
      '--json',
      `--outputFile=${reportFile}`,
    ],
  ];
}

/** A project without a test is a failure: its pattern no longer finds its files. */
export function tallyReport(report: JestReport): Tally {
  const failing = report.testResults.filter(({ status }) => status === 'failed');
  const tally: Tally = {
    passed: report.numPassedTests,
    failed: report.numFailedTests + report.numRuntimeErrorTestSuites,
    skipped: report.numPendingTests + report.numTodoTests,
    problems: failing.map(({ name, message }) => `${relative(CLONE, name)}\n${message}`),
  };
  return tally.passed + tally.failed === 0 ? broken('no test was found') : tally;
}
