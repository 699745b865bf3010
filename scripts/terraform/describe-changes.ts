import { isDeepStrictEqual } from 'node:util';

/** Of `terraform show -json <plan>`, what is read here. */
export interface ShownPlan {
  resource_changes?: {
    type: string;
    change: {
      actions: string[];
      before: Record<string, unknown> | null;
      after: Record<string, unknown> | null;
      /** True, or an object, for what is known only after the apply. */
      after_unknown: Record<string, unknown>;
    };
  }[];
  output_changes?: Record<string, { actions: string[] }>;
}

/** What a plan would change, sorted, each once: `update aws_sqs_queue: tags`, `delete aws_s3_bucket`. */
export function describeChanges({
  resource_changes: resources = [],
  ...plan
}: ShownPlan): string[] {
  const outputs = Object.entries(plan.output_changes ?? {})
    .filter(([, { actions }]) => isChange(actions))
    .map(([name, { actions }]) => `${actions.join('+')} output ${name}`);
  const changes = resources
    .filter(({ change }) => isChange(change.actions))
    .map(({ type, change: { actions, before, after, after_unknown: unknown } }) => {
      const members = actions.includes('update') ? changedMembers(before, after, unknown) : [];
      return [`${actions.join('+')} ${type}`, members.join(', ')].filter(Boolean).join(': ');
    });
  return [...new Set([...changes, ...outputs])].sort();
}

function isChange(actions: readonly string[]): boolean {
  return !actions.every((action) => action === 'no-op' || action === 'read');
}

function changedMembers(
  before: Record<string, unknown> | null,
  after: Record<string, unknown> | null,
  unknown: Record<string, unknown>,
): string[] {
  const names = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})]);
  for (const [name, is] of Object.entries(unknown)) if (is === true) names.add(name);
  const differs = (name: string) =>
    unknown[name] === true || !isDeepStrictEqual(before?.[name], after?.[name]);
  return [...names].filter(differs).sort();
}
