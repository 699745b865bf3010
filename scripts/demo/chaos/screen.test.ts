import type { MappingFigures } from '../../local-cloud/mappings/backlog.ts';
import { barOf, headingOf, lineOf } from './screen.ts';

const figures = (functionName: string, backlog: number, ageMs = 0): MappingFigures => ({
  ...{ functionName, backlog, ageMs, largestBacklog: backlog, settled: 0, discarded: 0 },
  ...{ invocations: 0, inFlight: 0, partialAnswers: 0, failedInvocations: 0, trouble: undefined },
});

test('a line tells the backlog of each function, its age, and what goes wrong', () => {
  const mappings = [figures('forward', 40, 900), figures('search', 2_400, 12_300)];
  const moment = { seconds: 12.2, sent: 1_200, mappings, lasting: ['OpenSearch is down'] };
  const heading = headingOf(mappings.map(({ functionName }) => functionName));
  const line = lineOf(moment);
  expect(line).toMatch(/^ {2}12 s {4}1,200 +40 +2,400 \(12 s\) {2}#{16} +OpenSearch is down$/);
  expect(heading.indexOf('search') + 'search'.length).toBe(line.indexOf('(12 s)') + 6);
  expect(lineOf({ ...moment, mappings: [figures('forward', 0)], lasting: [] })).toMatch(/ 0$/);
});

test('a bar grows with its number, and never past its column', () => {
  const lengths = [0, 10, 100, 1_000, 10_000, 100_000, 1e9].map((n) => barOf(n).length);
  expect(lengths).toEqual([...lengths].sort((a, b) => a - b));
  expect([lengths[0], lengths.at(-1)]).toEqual([0, 24]);
});
