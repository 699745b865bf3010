import { createWildcard } from '../pattern/wildcard.ts';

/**
 * Whether a log type is among the wanted ones. `*` in a pattern stands for any text, none included.
 * An empty list wants every log type: it never means none.
 */
export function createLogTypeFilter(patterns: readonly string[]): (logType: string) => boolean {
  if (patterns.length === 0) return () => true;
  const exact = new Set(patterns.filter((pattern) => !pattern.includes('*')));
  const wildcards = patterns.filter((pattern) => pattern.includes('*')).map(createWildcard);
  return (logType) => exact.has(logType) || wildcards.some((matches) => matches(logType));
}
