/**
 * A text as it is and a number as text; undefined for anything else. `String` would throw for an object
 * with a member `toString` of its own, which any log line can hold.
 */
export function scalarText(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' ? value : undefined;
}
