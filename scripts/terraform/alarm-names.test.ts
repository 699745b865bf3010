import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CLONE } from '../paths.ts';
import { alarmsOf } from './alarm-names.ts';

/** First cells of the tables of a page: the names that it explains. */
function explained(page: string): string {
  const text = readFileSync(join(CLONE, page), 'utf8');
  return [...text.matchAll(/^\| (`[^|]+) \|/gm)].map(([, cell]) => cell).join('\n');
}

const readers = [...alarmsOf.stream(), 'idle'];

test.each(['kinesis-to-s3', 'kinesis-to-es', 'kinesis-forward', 'subscription'])(
  'the README of %s names its alarms as they are',
  (module) => {
    const cells = explained(`modules/${module}/README.md`);
    for (const name of readers) expect(cells).toContain(`\`${name}\``);
  },
);

test('the page on operating names every alarm that there is', () => {
  const cells = explained('docs/operating.md');
  for (const name of [...readers, ...alarmsOf.direct()])
    expect(cells).toContain(`\`<name>-${name}\``);
  for (const name of alarmsOf.subscriber()) {
    expect(cells).toMatch(new RegExp(`<name>-subscriber-(\\w+\`.*\`-)?${name}\``));
  }
});
