import { describeChanges, type ShownPlan } from './describe-changes.ts';

type Change = NonNullable<ShownPlan['resource_changes']>[number]['change'];

function plan(type: string, change: Partial<Change>): ShownPlan {
  const nothing = { actions: ['no-op'], before: null, after: null, after_unknown: {} };
  return { resource_changes: [{ type, change: { ...nothing, ...change } }] };
}

test('a plan without changes gives nothing', () => {
  expect(describeChanges({})).toEqual([]);
  expect(describeChanges(plan('aws_s3_bucket', {}))).toEqual([]);
  expect(describeChanges(plan('aws_region', { actions: ['read'] }))).toEqual([]);
});

test('an update names the members that differ, and those that are not known yet', () => {
  const before = { name: 'a', tags: null, size: 1, arn: 'x' };
  const after = { name: 'a', tags: {}, size: 2 };
  const change = { actions: ['update'], before, after, after_unknown: { arn: true } };
  expect(describeChanges(plan('aws_thing', change))).toEqual(['update aws_thing: arn, size, tags']);
});

test('what goes, comes, or is made anew is named by its kind, and outputs by their names', () => {
  const gone = plan('aws_s3_bucket', { actions: ['delete'], before: { id: 'b' } });
  expect(describeChanges(gone)).toEqual(['delete aws_s3_bucket']);
  const anew = plan('aws_role', { actions: ['delete', 'create'], before: {}, after: {} });
  expect(describeChanges(anew)).toEqual(['delete+create aws_role']);
  expect(describeChanges({ output_changes: { url: { actions: ['update'] } } })).toEqual([
    'update output url',
  ]);
});
