import fc from 'fast-check';
import type { SubscriptionFilter } from './log-groups.ts';
import { planFilters, type Step } from './plan.ts';

const wanted: SubscriptionFilter = {
  name: 'ours',
  destinationArn: 'arn:stream',
  roleArn: 'arn:role',
  pattern: '',
};
const filter = (name: string, changes: Partial<SubscriptionFilter> = {}): SubscriptionFilter => ({
  ...wanted,
  name,
  destinationArn: `arn:${name}`,
  ...changes,
});
const group = (logGroupClass = 'STANDARD') => ({ name: 'g', arn: 'arn:g', logGroupClass });

function plan(filters: SubscriptionFilter[], selected = true, logGroupClass?: string) {
  return planFilters([{ group: group(logGroupClass), filters, selected }], wanted)[0];
}

describe('planFilters', () => {
  test('adds the filter to a group with none, and beside one other', () => {
    expect(plan([])).toEqual({ action: 'add' });
    expect(plan([filter('other')])).toEqual({ action: 'add' });
  });

  test('reports a group that has two filters already, naming them', () => {
    expect(plan([filter('a'), filter('b')])).toEqual({
      action: 'report',
      reason: 'two_filters',
      detail: 'a, b',
    });
  });

  test.each(['INFREQUENT_ACCESS', 'DELIVERY'])('reports a group of class %s', (logGroupClass) => {
    expect(plan([], true, logGroupClass)).toEqual({
      action: 'report',
      reason: 'log_group_class',
      detail: logGroupClass,
    });
  });

  test('keeps what is as it should be, beside another filter too', () => {
    expect(plan([wanted])).toEqual({ action: 'keep' });
    expect(plan([filter('other'), wanted])).toEqual({ action: 'keep' });
  });

  test('keeps a filter that a log destination has taken without the role', () => {
    const sent = { ...wanted, destinationArn: 'arn:aws:logs:eu-central-1:1:destination:central' };
    const states = [{ group: group(), filters: [{ ...sent, roleArn: undefined }], selected: true }];
    expect(planFilters(states, sent)).toEqual([{ action: 'keep' }]);
  });

  test.each([
    ['destination', { destinationArn: 'arn:old' }],
    ['role', { roleArn: undefined }],
    ['pattern', { pattern: 'ERROR' }],
  ])('replaces its own filter with another %s', (_what, changes) => {
    expect(plan([{ ...wanted, ...changes }, filter('other')])).toEqual({ action: 'replace' });
  });

  test('takes its own filter from a group that is not selected, and leaves others alone', () => {
    expect(plan([filter('ours'), filter('other')], false)).toEqual({ action: 'remove' });
    expect(plan([filter('a'), filter('b')], false)).toEqual({ action: 'nothing' });
  });
});

/** What CloudWatch Logs would have after the step. */
function after(step: Step, filters: readonly SubscriptionFilter[]): SubscriptionFilter[] {
  const others = filters.filter(({ name }) => name !== wanted.name);
  if (step.action === 'add' || step.action === 'replace') return [...others, wanted];
  return step.action === 'remove' ? others : [...filters];
}

test('whatever there is, one run is enough, no group gets three, and nobody loses a filter', () => {
  const filters = fc.uniqueArray(
    fc.record({
      name: fc.constantFrom('ours', 'a', 'b'),
      destinationArn: fc.constantFrom('arn:stream', 'arn:other'),
      roleArn: fc.constantFrom('arn:role', undefined),
      pattern: fc.constantFrom('', 'ERROR'),
    }),
    { maxLength: 2, selector: ({ name }) => name },
  );
  const classes = fc.constantFrom('STANDARD', 'INFREQUENT_ACCESS');
  fc.assert(
    fc.property(filters, fc.boolean(), classes, (before, selected, logGroupClass) => {
      const state = { group: group(logGroupClass), filters: before, selected };
      const step = planFilters([state], wanted)[0] as Step;
      const now = after(step, before);
      expect(now.length).toBeLessThanOrEqual(2);
      expect(now.filter(({ name }) => name !== 'ours')).toEqual(
        before.filter(({ name }) => name !== 'ours'),
      );
      expect(now.includes(wanted) && !selected).toBe(false);
      const again = planFilters([{ ...state, filters: now }], wanted)[0] as Step;
      expect(again).toEqual(
        step.action === 'report' ? step : { action: selected ? 'keep' : 'nothing' },
      );
    }),
  );
});
