import fc from 'fast-check';
import { parseTimestamp } from '../src/schema/timestamp.ts';
import { type Case, installDateutil, readWithDateutil } from './dateutil.ts';
import { agreed, differences, TODAY, ZONE } from './differences.ts';
import { mutant, spelling } from './spellings.ts';

interface Verdict extends Case {
  ours: string;
  dateutil: string;
}

const REFUSED = 'refused';

/** To the microsecond, which is as far as dateutil reads. */
function print(micros: number | null): string {
  if (micros === null) return REFUSED;
  const ms = Math.floor(micros / 1000);
  const rest = String(micros - ms * 1000).padStart(3, '0');
  return new Date(ms).toISOString().replace('Z', `${rest}Z`);
}

function readOurselves({ text, zone }: Case): string {
  const timestamp = parseTimestamp(text, zone, Date.parse(TODAY));
  return print(timestamp ? timestamp.ms * 1000 + Math.floor(timestamp.nanos / 1000) : null);
}

async function compare(cases: readonly Case[]): Promise<Verdict[]> {
  const theirs = await readWithDateutil(cases, TODAY);
  return cases.map((each, at) => ({
    ...each,
    ours: readOurselves(each),
    dateutil: print(theirs[at] ?? null),
  }));
}

const differ = ({ ours, dateutil }: Verdict): boolean => ours !== dateutil;

/** Past jest's own console, which would wrap each line in a stack trace. */
function report(line: string): void {
  process.stdout.write(`dateutil: ${line}\n`);
}

/** The same texts in every run. */
function generate(arbitrary: fc.Arbitrary<Case>): Case[] {
  const cases = fc.sample(arbitrary, { seed: 20_261_121, numRuns: 30_000 });
  return [...new Map(cases.map((each) => [each.text, each])).values()];
}

beforeAll(installDateutil, 300_000);
jest.setTimeout(60_000);

test('every deliberate difference is just as it is described', async () => {
  const described = differences.flatMap(({ readings }) =>
    readings.map(([text, ours, dateutil]) => ({ text, zone: ZONE, ours, dateutil })),
  );
  expect(await compare(described)).toEqual(described);
  expect(described.filter((each) => !differ(each))).toEqual([]);
  report(`${described.length} deliberate differences, for ${differences.length} reasons`);
});

test('the texts of its manual are read as it reads them', async () => {
  const described = agreed.map(([text, reading]) => {
    return { text, zone: ZONE, ours: reading, dateutil: reading };
  });
  expect(await compare(described)).toEqual(described);
});

test('generated spellings are all read as it reads them', async () => {
  const verdicts = await compare(generate(spelling));
  const different = verdicts.filter(differ);
  const refused = verdicts.filter(({ ours }) => ours === REFUSED);
  report(`${verdicts.length} generated spellings compared, ${different.length} differences`);
  expect(different).toEqual([]);
  expect(refused).toEqual([]);
});

test('damaged spellings are read as it reads them, refused, or differ for a reason described', async () => {
  const verdicts = await compare(generate(mutant));
  const read = verdicts.filter(({ ours }) => ours !== REFUSED);
  const different = read.filter(differ);
  const unexplained = different.filter(({ text }) => {
    return !differences.some(({ explains }) => explains?.test(text));
  });
  const stricter = verdicts.filter((each) => each.ours === REFUSED && differ(each));
  report(
    `${verdicts.length} damaged spellings compared: ${read.length - different.length} read alike, ` +
      `${different.length} read differently for a reason described, ${stricter.length} refused by us alone`,
  );
  expect(unexplained).toEqual([]);
  expect(read.length).toBeGreaterThan(2000);
});
