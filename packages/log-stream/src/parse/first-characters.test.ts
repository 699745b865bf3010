import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { byFirstCharacter } from './first-characters.ts';
import type { LineFormat } from './line-format.ts';
import { createLineParser, lineFormats } from './registry.ts';

const context = { timeZone: 'UTC', referenceMs: Date.parse('2026-11-21T05:31:00Z') };
const formatsFor = byFirstCharacter(lineFormats, new Set(lineFormats));

const lines = ['lambda', 'runtime', 'aws', 'common'].flatMap((group) => {
  const folder = join(import.meta.dirname, group, 'fixtures');
  return readdirSync(folder).flatMap((file): string[] => {
    const rows: { line: string }[] = JSON.parse(readFileSync(join(folder, file), 'utf8'));
    return rows.map(({ line }) => line);
  });
});

function firstToKnow(formats: readonly LineFormat[], line: string): string | undefined {
  return formats.find((format) => format.parse(line, context) !== undefined)?.name;
}

test('no line is kept from its format, whatever its first character is', () => {
  const begun = lines.flatMap((line) => [line, ...codes.map((code) => withFirst(code, line))]);
  const kept = begun.filter(
    (line) => firstToKnow(formatsFor(line), line) !== firstToKnow(lineFormats, line),
  );
  expect(kept).toEqual([]);
  expect(begun.length).toBeGreaterThan(10_000);
});

const codes = Array.from({ length: 129 }, (_, code) => code);

function withFirst(code: number, line: string): string {
  return code === 128 ? `é${line.slice(1)}` : String.fromCharCode(code) + line.slice(1);
}

test('a format of one of these names that somebody else wrote is asked about every line', () => {
  const own: LineFormat = { name: 'python_text', parse: (line) => ({ own: line }) };
  const parse = createLineParser([own, ...lineFormats]);
  for (const line of ['', 'plain', '{"a":1}', 'é']) {
    expect(parse(line, context)).toMatchObject({ format: 'python_text', value: { own: line } });
  }
});
