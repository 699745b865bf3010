import type { LogFile } from '../logs/find-logs.ts';
import type { Comparison } from '../logs/restored-file.ts';
import { restoredPath, type UserLogs } from '../user-logs.ts';
import { describeComparison, describeFile } from './file-report.ts';
import { printHeading, shownPath } from './print-report.ts';

const filesShown = 20;

/**
 * Prints for each log file how its lines were sent, and how what was delivered of them compares.
 *
 * @returns how many delivered lines differ from their file's
 */
export async function printFiles(logs: UserLogs): Promise<number> {
  printHeading('Log files: their lines as delivered, put back into their order');
  const comparisons = await logs.compare();
  logs.files.slice(0, filesShown).forEach((file, index) => {
    const [figures, comparison] = [logs.figures[index], comparisons[index]];
    if (figures === undefined || comparison === undefined) return;
    console.log(describeFile(file.name, figures));
    console.log(`  ${describeComparison(comparison)}`);
    console.log(`  ${lookAt(file, comparison)}`);
  });
  const more = logs.files.length - filesShown;
  if (more > 0) console.log(`and ${more} more files`);
  return comparisons.reduce((sum, { different }) => sum + different.length, 0);
}

/** A command that shows the delivered lines, or that the whole file came back. */
function lookAt(file: LogFile, { lines, equal, blank }: Comparison): string {
  const restored = `'${shownPath(restoredPath(file))}'`;
  if (equal + blank < lines) return `less ${restored}`;
  if (file.compression === undefined) return `cmp '${file.path}' ${restored}`;
  return `${file.compression} -dc '${file.path}' | cmp - ${restored}`;
}
