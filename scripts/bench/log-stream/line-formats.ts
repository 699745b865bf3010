import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type LineFormat, lineFormats, parseLine } from '@logdrive/log-stream';
import type { Figure } from '../figure.ts';
import { median } from '../measure.ts';

const parse = join(import.meta.dirname, '../../../packages/log-stream/src/parse');
const context = { timeZone: 'UTC', referenceMs: Date.UTC(2026, 10, 21, 5, 31) };
const rounds = 9;
const linesPerRound = 3000;

/** What a line costs each format: one of its own, and one that it only has to tell from its own. */
export function lineFormatCosts(): Figure[] {
  const tables = readTables();
  const all = [...tables.values()].flat();
  const figures = lineFormats.map((format) => costsOf(format, tables.get(format.name) ?? [], all));
  const any = nanosecondsPerLine(all, (line) => parseLine(line, context));
  return [...figures, figure('any line, through all formats and to JSON text', any)];
}

function costsOf(format: LineFormat, own: readonly string[], all: readonly string[]): Figure {
  const foreign = all.filter((line) => format.parse(line, context) === undefined);
  const read = (line: string) => format.parse(line, context);
  const costs = [own, foreign].map((lines) =>
    lines.length === 0 ? 'none' : nanosecondsPerLine(lines, read),
  );
  return figure(`${format.name}: a line of its own; of another format`, costs.join('; '));
}

function figure(name: string, value: string): Figure {
  return { name, value, goal: '', met: true };
}

/** Median over some rounds, the first not counted. */
function nanosecondsPerLine(lines: readonly string[], read: (line: string) => unknown): string {
  const times: number[] = [];
  const repeats = Math.ceil(linesPerRound / lines.length);
  for (let round = 0; round <= rounds; round += 1) {
    const started = performance.now();
    for (let repeat = 0; repeat < repeats; repeat += 1) for (const line of lines) read(line);
    const milliseconds = performance.now() - started;
    if (round > 0) times.push((milliseconds * 1e6) / (repeats * lines.length));
  }
  return `${median(times).toFixed(0)} ns`;
}

/** The captured lines of each format, by its name. */
function readTables(): Map<string, string[]> {
  const tables = new Map([['json', ['{"time":"2026-11-21T05:00:00.123Z","level":"INFO","n":17}']]]);
  for (const group of ['lambda', 'runtime', 'aws', 'common']) {
    const folder = join(parse, group, 'fixtures');
    for (const file of readdirSync(folder)) {
      const rows: { line: string }[] = JSON.parse(readFileSync(join(folder, file), 'utf8'));
      tables.set(
        file.replace(/\.json$/, ''),
        rows.map(({ line }) => line),
      );
    }
  }
  return tables;
}
