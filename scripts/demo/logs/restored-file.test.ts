import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defaultKeys } from '@logdrive/log-stream';
import type { Found } from '../account/ledger.ts';
import { logRecords, newFigures } from './log-records.ts';
import { type Comparison, RestoredFile } from './restored-file.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'restored-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Sends a file's lines, delivers them in another order, changed as wanted, and compares. */
async function carry(
  content: string | Buffer,
  change: (found: Found, n: number) => Found | undefined,
) {
  const path = join(folder, 'app.log');
  writeFileSync(path, content);
  const file = { path, name: 'app.log', logType: 'app', newlines: 0 };
  const figures = newFigures();
  const found: Found[] = [];
  for await (const { data, events } of logRecords([file], [figures], defaultKeys)) {
    const [event] = events;
    const entry = { logType: 'app', fate: undefined, partition: undefined, line: event?.line };
    found.push({ entry: { ...entry, writtenAnew: false }, asSent: data });
  }
  const restored = new RestoredFile(file, join(folder, 'restored', 'app.log'));
  found.reverse().forEach((one, n) => {
    const delivered = change(one, n);
    if (delivered !== undefined) restored.put(delivered);
  });
  const comparison = await restored.compare(figures.replaced);
  return { figures, comparison, restored: readFileSync(join(folder, 'restored', 'app.log')) };
}

const unchanged = (found: Found) => found;
const expected = (more: Partial<Comparison>): Comparison => ({
  lines: 0,
  equal: 0,
  replaced: 0,
  writtenAnew: 0,
  absent: 0,
  blank: 0,
  different: [],
  ...more,
});

describe('RestoredFile', () => {
  test('gives a delivered file back, byte for byte', async () => {
    const content =
      '\ufeff{"bom":1}\r\n\r\n  {"a": 1.0}\t\r\ntext "quoted" \\ é 日本 \u2028\n \n{"cut":\n last';
    const { comparison, restored } = await carry(content, unchanged);
    expect(restored.toString()).toBe(content);
    expect(comparison).toEqual(expected({ lines: 7, equal: 5, blank: 2 }));
  });

  test('counts how lines were sent', async () => {
    const { figures } = await carry('{}\n2026-11-20T05:06:07Z a\r\nb\n\n', unchanged);
    expect(figures).toEqual({
      lines: 4,
      sent: 3,
      blank: 1,
      tooLong: [],
      crlf: 1,
      replaced: [],
      forms: { json: 1, 'text with its own time': 1, 'text with the time of sending': 1 },
    });
  });

  test('leaves out what was not delivered', async () => {
    const dropLast = (found: Found, n: number) => (n === 0 ? undefined : found);
    const { comparison, restored } = await carry('a\nb\n', dropLast);
    expect(comparison).toEqual(expected({ lines: 2, equal: 1, absent: 1 }));
    expect(restored.toString()).toBe('a\n');
  });

  test.each([
    ['a changed byte', '{"message":"x"}'],
    ['a longer line', '{"message":"bb"}'],
    ['a shorter line', '{"message":""}'],
  ])('sees %s', async (_, line) => {
    const change = (found: Found, n: number) =>
      n === 1 ? { ...found, asSent: Buffer.from(line) } : found;
    const { comparison, restored } = await carry('a\nb\nc\n', change);
    expect(comparison).toEqual(expected({ lines: 3, equal: 2, different: [2] }));
    expect(restored.toString()).toBe('a\nc\n');
  });

  test('knows lines whose invalid UTF-8 was replaced, and lines that were written anew', async () => {
    const content = Buffer.concat([
      Buffer.from('Bj\xf6rk\n', 'latin1'),
      Buffer.from('{"log_id":""}\n'),
    ]);
    const change = (found: Found, n: number) =>
      n === 0 ? { ...found, entry: { ...found.entry, writtenAnew: true } } : found;
    const { comparison } = await carry(content, change);
    expect(comparison).toEqual(expected({ lines: 2, replaced: 1, writtenAnew: 1 }));
  });

  test('reports a line that is too long for a record, and goes on behind it', async () => {
    const long = 'x'.repeat(1024 * 1024);
    const { figures, comparison } = await carry(
      `a\n${long}\nb\n${'"'.repeat(600_000)}\n`,
      unchanged,
    );
    expect(figures.tooLong).toEqual([2, 4]);
    expect(comparison).toEqual(expected({ lines: 4, equal: 2, absent: 2 }));
  });
});
