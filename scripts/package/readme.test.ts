import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as main from '@logdrive/log-stream';
import * as kinesis from '@logdrive/log-stream/kinesis';
import * as opensearch from '@logdrive/log-stream/opensearch';
import * as s3 from '@logdrive/log-stream/s3';
import * as testing from '@logdrive/log-stream/testing';
import { CLONE } from '../paths.ts';

const readme = readFileSync(join(CLONE, 'packages/log-stream/README.md'), 'utf8');

/** The names in code in the rows of a table. */
function namesIn(table: string): string[] {
  return [...table.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name).sort();
}

test.each<[string, object]>([
  ['@logdrive/log-stream', main],
  ['@logdrive/log-stream/kinesis', kinesis],
  ['@logdrive/log-stream/opensearch', opensearch],
  ['@logdrive/log-stream/s3', s3],
  ['@logdrive/log-stream/testing', testing],
])('the README lists what %s exports', (entry, exported) => {
  const table = readme.split(`| \`${entry}\` | |\n|---|---|\n`)[1]?.split('\n\n')[0] ?? '';
  expect(namesIn(table)).toEqual(Object.keys(exported).sort());
});

test('the README lists every line format', () => {
  const table = /<!-- formats: begin -->([\s\S]*)<!-- formats: end -->/.exec(readme)?.[1] ?? '';
  const firstColumn = table.replaceAll(/^(\|[^|]*\|).*$/gm, '$1');
  const formats = main.lineFormats.map(({ name }) => name);
  expect(namesIn(firstColumn)).toEqual(formats.sort());
});
