/** What a stage of the test run came to. */
export interface Tally {
  passed: number;
  failed: number;
  /** Tests that were left out on purpose. */
  skipped: number;
  /** One text for each failure, or group of failures, in the words of the tool that found it. */
  problems: string[];
}

export const nothing: Tally = { passed: 0, failed: 0, skipped: 0, problems: [] };

export function add(a: Tally, b: Tally): Tally {
  return {
    passed: a.passed + b.passed,
    failed: a.failed + b.failed,
    skipped: a.skipped + b.skipped,
    problems: [...a.problems, ...b.problems],
  };
}

/** A stage that could not do its work: one failure, whatever it would have counted. */
export function broken(problem: string): Tally {
  return { ...nothing, failed: 1, problems: [problem] };
}

/** Each named thing that went wrong is a failure; the others passed. */
export function tallyOf(results: readonly { name: string; problem: string }[]): Tally {
  const bad = results.filter(({ problem }) => problem !== '');
  return {
    ...nothing,
    passed: results.length - bad.length,
    failed: bad.length,
    problems: bad.map(({ name, problem }) => `${name}\n${problem}`),
  };
}
