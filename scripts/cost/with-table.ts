const begin = '<!-- cost: begin -->';
const end = '<!-- cost: end -->';

/** @throws Error when the text has no place for the table: the two marks, each on its line */
export function withTable(text: string, table: string): string {
  const [before, rest] = text.split(begin);
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined) throw new Error(`no ${begin} and ${end} in it`);
  return `${before}${begin}\n${table}\n${end}${after}`;
}
