import { ConfigError } from '../config/config-error.ts';
import { createWildcard } from '../pattern/wildcard.ts';

/**
 * The log types of CloudWatch Logs events by their log group, as the user has them: of the patterns
 * that match the group the one written first. `*` in a pattern stands for any text, none included.
 * For groups that no pattern matches see `defaultLogType`.
 *
 * Patterns of nothing but digits come before all others, wherever they are written: that is the order
 * of a JavaScript object.
 *
 * @example
 * const logTypeOf = createLogGroupTypes({ '/app/billing/*': 'billing', '/app/*': 'app' });
 * logTypeOf('/app/billing/api'); // 'billing'
 *
 * @throws ConfigError naming every pattern without a log type
 */
export function createLogGroupTypes(
  rules: Readonly<Record<string, string>>,
): (logGroup: string) => string | undefined {
  const problems = Object.entries(rules).flatMap(([pattern, logType]) =>
    problemOf(pattern, logType),
  );
  if (problems.length > 0) throw new ConfigError(problems);
  const types = Object.entries(rules).map(([pattern, logType]) => ({
    matches: createWildcard(pattern),
    logType,
  }));
  return (logGroup) => types.find(({ matches }) => matches(logGroup))?.logType;
}

function problemOf(pattern: string, logType: unknown): string[] {
  if (pattern === '') return ['a log group pattern is empty: write * for all log groups'];
  if (typeof logType === 'string' && logType !== '') return [];
  return [
    `log group pattern ${JSON.stringify(pattern)} has no log type: give it one, such as "app"`,
  ];
}
