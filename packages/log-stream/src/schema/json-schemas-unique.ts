import type { FuncKeywordDefinition } from 'ajv';

/**
 * `uniqueItems` in time linear in the items. ajv's own compares every item with every other one, which
 * takes minutes for the arrays that fit into a record.
 */
export const uniqueItems: FuncKeywordDefinition = {
  keyword: 'uniqueItems',
  type: 'array',
  schemaType: 'boolean',
  errors: false,
  validate: (wanted: boolean, items: readonly unknown[]) => !wanted || areUnique(items),
  error: { message: 'must NOT have duplicate items' },
};

function areUnique(items: readonly unknown[]): boolean {
  const seen = new Set<unknown>();
  const seenContainers = new Set<string>();
  for (const item of items) {
    if (isContainer(item)) seenContainers.add(canonical(item));
    else seen.add(item);
  }
  return seen.size + seenContainers.size === items.length;
}

function isContainer(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

/** JSON that is the same for equal values: members in the order of their names. */
function canonical(value: unknown): string {
  if (!isContainer(value)) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  const members = Object.entries(value).map(
    ([name, inner]) => `${JSON.stringify(name)}:${canonical(inner)}`,
  );
  return `{${members.sort().join()}}`;
}
