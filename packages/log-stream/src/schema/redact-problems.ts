import type { RedactRule } from './redact-rule.ts';

const actions = ['remove', 'mask', 'hash'];

/** What is wrong with rules that come from a configuration, with the mend. */
export function redactProblems(
  rules: readonly RedactRule[],
  hashKey: string | undefined,
): string[] {
  const problems = rules.flatMap((rule, index) => problemsOf(rule, index + 1));
  if (hashKey === '') problems.push('the key for hashes is empty: give one, or leave it out');
  return problems;
}

function problemsOf({ path, action }: RedactRule, number: number): string[] {
  if (typeof path !== 'string' || path === '') {
    return [`redaction rule ${number} has no path: give one, such as user.email`];
  }
  const rule = `redaction rule ${number}, of ${JSON.stringify(path)},`;
  const problems: string[] = [];
  if (path.split('.').includes('')) {
    problems.push(`${rule} has nothing between two dots or at an end: give a name or *`);
  }
  if (!actions.includes(action)) {
    const given = action === undefined ? 'no action' : `the action ${JSON.stringify(action)}`;
    problems.push(`${rule} has ${given}: give one of ${actions.join(', ')}`);
  }
  return problems;
}
