/** Ways in which a line comes to harm. */
export const harms = ['cut', 'tail', 'flip', 'insert', 'delete', 'double', 'twice'] as const;

/**
 * A line after it came to harm.
 *
 * @param at where; counted on from the beginning when the line is shorter
 * @param by the character that is put in
 */
export function mutatedLine(line: string, harm: (typeof harms)[number], at: number, by: string) {
  const here = at % (line.length + 1);
  const [before, after] = [line.slice(0, here), line.slice(here)];
  return {
    cut: before,
    tail: after,
    flip: before + by + after.slice(1),
    insert: before + by + after,
    delete: before + after.slice(1),
    double: line + line,
    twice: `${line}\n${line}`,
  }[harm];
}
