/**
 * Whether a log type is among the wanted ones. `*` in a pattern stands for any text, none included.
 * An empty list wants every log type: it never means none.
 */
export function createLogTypeFilter(patterns: readonly string[]): (logType: string) => boolean {
  if (patterns.length === 0) return () => true;
  const exact = new Set(patterns.filter((pattern) => !pattern.includes('*')));
  const wildcards = patterns.filter((pattern) => pattern.includes('*')).map((p) => p.split('*'));
  return (logType) => exact.has(logType) || wildcards.some((parts) => matches(logType, parts));
}

/** Looks for the parts in order; linear, where a regular expression of many `*` could run away. */
function matches(text: string, parts: readonly string[]): boolean {
  const first = parts[0] ?? '';
  const last = parts.at(-1) ?? '';
  if (text.length < first.length + last.length) return false;
  if (!text.startsWith(first) || !text.endsWith(last)) return false;
  let from = first.length;
  for (const part of parts.slice(1, -1)) {
    const found = text.indexOf(part, from);
    if (found < 0) return false;
    from = found + part.length;
  }
  return from <= text.length - last.length;
}
