import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CLONE } from '../../paths.ts';
import { subjects } from '../subjects.ts';
import { mutants } from './mutants.ts';

test.each(mutants.map((mutant) => [mutant.name, mutant] as const))(
  'fits the sources: %s',
  (_, { file, from, to, subject }) => {
    const source = readFileSync(join(CLONE, file), 'utf8');
    expect(source.split(from)).toHaveLength(2);
    expect(to).not.toBe(from);
    expect(subjects.map(({ name }) => name)).toContain(subject);
  },
);

test('no name stands for two', () => {
  expect(new Set(mutants.map(({ name }) => name)).size).toBe(mutants.length);
});
