import { createWildcard } from '../pattern/wildcard.ts';

/**
 * Whether a log type is among the wanted ones and not among the excepted. `*` in a pattern stands for
 * any text, none included. An empty list of wanted ones wants every log type: it never means none.
 */
export function createLogTypeFilter(
  wanted: readonly string[],
  except: readonly string[] = [],
): (logType: string) => boolean {
  const isWanted = wanted.length === 0 ? () => true : matchesAny(wanted);
  if (except.length === 0) return isWanted;
  const isExcepted = matchesAny(except);
  return (logType) => isWanted(logType) && !isExcepted(logType);
}

function matchesAny(patterns: readonly string[]): (text: string) => boolean {
  const exact = new Set(patterns.filter((pattern) => !pattern.includes('*')));
  const wildcards = patterns.filter((pattern) => pattern.includes('*')).map(createWildcard);
  return (text) => exact.has(text) || wildcards.some((matches) => matches(text));
}
