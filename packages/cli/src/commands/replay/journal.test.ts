import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Journal, journalPath } from './journal.ts';

let path: string;
beforeEach(() => {
  path = join(mkdtempSync(join(tmpdir(), 'journal-')), 'x.journal');
});
afterEach(() => rmSync(join(path, '..'), { recursive: true }));

const piece = (key: string, number: number) => ({ key, piece: number });

test('what was noted is there in the next run', () => {
  const first = new Journal(path, 'a to b');
  first.add([piece('x', 0), piece('x', 2), piece('y', 0)]);
  first.add([piece('x', 1)]);
  const next = new Journal(path, 'a to b');
  expect([next.has(piece('x', 1)), next.has(piece('x', 3)), next.has(piece('z', 0))]).toEqual([
    true,
    false,
    false,
  ]);
  expect([next.countOf('x'), next.countOf('y'), next.countOf('z')]).toEqual([3, 1, 0]);
});

test('a line that a crash cut off is none, and harms no other', () => {
  new Journal(path, 'a to b').add([piece('x', 0)]);
  appendFileSync(path, '{"sent":[["x",[1');
  const next = new Journal(path, 'a to b');
  expect(next.has(piece('x', 1))).toBe(false);
  next.add([piece('x', 2)]);
  expect(new Journal(path, 'a to b').countOf('x')).toBe(2);
});

test('the journal of another replay is refused, and so is any other file', () => {
  new Journal(path, 'a to b').add([piece('x', 0)]);
  expect(() => new Journal(path, 'a to c')).toThrow('is not the journal of a to c');
  writeFileSync(path, 'notes\n');
  expect(() => new Journal(path, 'a to b')).toThrow('is not the journal of a to b');
  expect(readFileSync(path, 'utf8')).toBe('notes\n');
});

test('a dry run leaves no file behind', () => {
  new Journal(path, 'a to b').add([]);
  expect(() => readFileSync(path)).toThrow('ENOENT');
});

test('the same source and target have the same journal', () => {
  expect(journalPath('a to b')).toBe(journalPath('a to b'));
  expect(journalPath('a to b')).not.toBe(journalPath('a to c'));
});
