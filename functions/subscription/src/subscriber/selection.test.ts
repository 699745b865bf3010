import type { LogGroup } from './log-groups.ts';
import { hasTags, missingNames, type Selection, selectLogGroups } from './selection.ts';

const groups = ['/app/api', '/app/web', '/aws/lambda/a', '/aws/lambda/self', 'other'].map(
  (name): LogGroup => ({ name, arn: `arn:${name}`, logGroupClass: 'STANDARD' }),
);

function select(selection: Partial<Selection>) {
  const { named, byTags, left } = selectLogGroups(groups, {
    include: [],
    tags: {},
    exclude: [],
    ...selection,
  });
  const names = (of: LogGroup[]) => of.map(({ name }) => name);
  return { named: names(named), byTags: names(byTags), left: names(left) };
}

describe('selectLogGroups', () => {
  test('by whole names, which are no prefixes', () => {
    expect(select({ include: ['/app/api', '/app'] }).named).toEqual(['/app/api']);
  });

  test('by patterns, but for the excluded ones', () => {
    expect(select({ include: ['/aws/lambda/*', '*web'], exclude: ['/aws/lambda/self'] })).toEqual({
      named: ['/app/web', '/aws/lambda/a'],
      byTags: [],
      left: ['/app/api', '/aws/lambda/self', 'other'],
    });
  });

  test('tags decide over the groups whose names do not, the excluded ones excepted', () => {
    const selection = { include: ['/app/*'], tags: { logs: 'central' }, exclude: ['*self'] };
    expect(select(selection)).toEqual({
      named: ['/app/api', '/app/web'],
      byTags: ['/aws/lambda/a', 'other'],
      left: ['/aws/lambda/self'],
    });
  });

  test('nothing chosen selects nothing', () => {
    expect(select({}).left).toHaveLength(groups.length);
  });
});

describe('hasTags', () => {
  const tags = { team: 'core', stage: 'prod' };

  test.each([
    [{ team: 'core' }, true],
    [{ team: 'core', stage: 'prod' }, true],
    [{ team: '*', stage: 'p*' }, true],
    [{ team: 'core', stage: 'test' }, false],
    [{ owner: '*' }, false],
    [{ constructor: '*' }, false],
  ])('%j: %s', (wanted, expected) => {
    expect(hasTags(tags, wanted as Record<string, string>)).toBe(expected);
  });
});

test('missingNames tells of whole names only', () => {
  const include = ['/app/api', '/app/new', '/none/*'];
  expect(missingNames(groups, { include, tags: {}, exclude: [] })).toEqual(['/app/new']);
});
