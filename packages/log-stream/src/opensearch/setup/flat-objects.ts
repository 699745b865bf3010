import type { Engine } from './engine.ts';

/**
 * A template with its `flat_object` fields as the engine knows them. Where it knows no such type they are
 * kept in the documents and not searchable.
 */
export function withFlatType(body: object, { flatType }: Engine): object {
  if (flatType === 'flat_object') return body;
  const other = flatType === undefined ? { type: 'object', enabled: false } : { type: flatType };
  return replaced(body, other) as object;
}

/** Whether a template has a field that this engine can only keep. */
export function losesFlatObjects(body: object, { flatType }: Engine): boolean {
  return flatType === undefined && /"type":"flat_object"/.test(JSON.stringify(body));
}

function replaced(value: unknown, other: object): unknown {
  if (Array.isArray(value)) return value.map((item) => replaced(item, other));
  if (typeof value !== 'object' || value === null) return value;
  if ((value as { type?: unknown }).type === 'flat_object') return other;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [key, replaced(member, other)]),
  );
}
