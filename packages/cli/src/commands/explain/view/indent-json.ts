import { jsonTokens } from './json-tokens.ts';

/** How much of a document is shown. */
export interface Extent {
  lines: number;
  /** Characters of a line. */
  width: number;
}

/** What is nested deeper stands in one line. */
const maxDepth = 12;

/**
 * JSON text over several lines, two blanks a level, every value as it is written.
 *
 * @param json one line of valid JSON; no more of it is read than is shown
 * @returns the lines; what is left out is named where it would stand
 */
export function indentJson(json: string, extent: Extent): string[] {
  const layout = new Layout(extent.width);
  for (const token of jsonTokens(json)) {
    layout.add(token);
    if (layout.lines.length === extent.lines) return [...layout.lines, '...'];
  }
  layout.breakLine();
  return layout.lines;
}

class Layout {
  readonly lines: string[] = [];
  private line = '';
  private depth = 0;
  private readonly width: number;

  constructor(width: number) {
    this.width = width;
  }

  add(token: string): void {
    if (token === '}' || token === ']') this.close(token);
    else this.line += token === ':' ? ': ' : token;
    if (token === '{' || token === '[') this.depth += 1;
    if (/^[{[,]$/.test(token)) this.separate(token);
  }

  breakLine(): void {
    this.lines.push(cut(this.line, this.width));
    this.line = '  '.repeat(this.depth);
  }

  private close(bracket: string): void {
    this.depth -= 1;
    if (this.depth < maxDepth) this.breakLine();
    this.line += bracket;
  }

  private separate(token: string): void {
    if (this.depth <= maxDepth) this.breakLine();
    else if (token === ',') this.line += ' ';
  }
}

function cut(line: string, width: number): string {
  if (line.length <= width) return line;
  return `${line.slice(0, width)}... (${(line.length - width).toLocaleString('en-US')} more)`;
}
