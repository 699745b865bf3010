import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CLONE } from '../paths.ts';
import { mutants } from './mutants/mutants.ts';

const model = 'packages/log-stream/src/testing/event-source-mapping';

/** Files named in code in a document; a name without a folder stands in the given one. */
function filesIn(document: string, folder: string): string[] {
  const text = readFileSync(join(CLONE, 'docs', document), 'utf8');
  const names = [...text.matchAll(/`([^` ]+\.ts)`/g)].map(([, name = '']) => name);
  return names.map((name) =>
    /^(functions|packages|scripts)\//.test(name) ? name : join(folder, name),
  );
}

test.each([
  ['delivery.md', 'scripts/prove/world'],
  ['event-source-mapping.md', model],
])('every file that %s names is there', (document, folder) => {
  const files = filesIn(document, folder);
  expect(files.length).toBeGreaterThan(10);
  expect(files.filter((file) => !existsSync(join(CLONE, file)))).toEqual([]);
});

test('every mutant that delivery.md names is one', () => {
  const text = readFileSync(join(CLONE, 'docs', 'delivery.md'), 'utf8');
  const names = [...text.matchAll(/mutants? \*([^*]+)\*/g)].map(([, name = '']) => name);
  expect(names.length).toBeGreaterThan(2);
  const begins = (name: string) =>
    name
      .replace(/\.\.\.$/, '')
      .replaceAll('\n', ' ')
      .trim();
  const known = (name: string) => mutants.some((mutant) => mutant.name.startsWith(begins(name)));
  expect(names.filter((name) => !known(name))).toEqual([]);
});
