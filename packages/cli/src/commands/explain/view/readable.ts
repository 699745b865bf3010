import type { Writable } from 'node:stream';
import { styleText } from 'node:util';
import type { Explanation } from '../explanation.ts';
import { type Extent, indentJson } from './indent-json.ts';
import { safeText } from './safe-text.ts';

/** Of an event that is larger, `--json` shows the rest. */
const extent: Extent = { lines: 200, width: 1000 };

type Status = Explanation['status'];

const colours = {
  event: 'green',
  filtered: 'cyan',
  quarantined: 'red',
  dropped: 'yellow',
} as const satisfies Record<Status, Parameters<typeof styleText>[0]>;

/** What becomes of each event, for a person to read: a heading, where it goes, and the event. */
export class ReadableView {
  private readonly stream: Writable;
  private readonly counts = new Map<Status, number>();
  private readonly reasons = new Map<string, number>();
  private total = 0;

  /** @param stream where the text will be written; it decides about colours */
  constructor(stream: Writable) {
    this.stream = stream;
  }

  text(explanation: Explanation): string {
    this.count(explanation);
    const { event, data, s3Key, index } = explanation;
    const body = event ? indentJson(event.toString(), extent) : preview(data);
    const indented = [s3Key ?? index ?? [], body].flat().map((line) => `   ${safeText(line)}\n`);
    return `${this.heading(explanation)}\n${indented.join('')}\n`;
  }

  /** A line that adds up all that was shown. */
  summary(): string {
    if (this.total === 0) return 'nothing to explain: the input is empty\n';
    const why = this.reasons.size === 0 ? '' : ` (${listed(this.reasons)})`;
    return `${this.total} in all: ${listed(this.counts)}${why}\n`;
  }

  private heading({ status, reason, detail, logType, time, format }: Explanation): string {
    const stream = this.stream;
    const coloured = styleText(['bold', colours[status]], status, { stream });
    const why = [reason, detail].filter((text) => text !== undefined).join(': ');
    const facts = [logType, time, format && `(${format})`, why].filter(Boolean).map(String);
    return [`${this.total}`, coloured, ...facts.map(safeText)].join('  ');
  }

  private count({ status, reason }: Explanation): void {
    this.total += 1;
    this.counts.set(status, (this.counts.get(status) ?? 0) + 1);
    if (reason !== undefined) this.reasons.set(reason, (this.reasons.get(reason) ?? 0) + 1);
  }
}

function listed(counts: ReadonlyMap<string, number>): string {
  return [...counts].map(([name, count]) => `${name} ${count}`).join(', ');
}

/** The first of the bytes that are no event, as text. */
function preview(data: Buffer | undefined): string[] {
  if (data === undefined) return [];
  const shown = data.subarray(0, 1000);
  const more = data.length - shown.length;
  const lines = shown.toString().split('\n').slice(0, 20);
  return more > 0 ? [...lines, `... (${more.toLocaleString('en-US')} bytes more)`] : lines;
}
