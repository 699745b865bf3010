import type { Engine, FlatType } from './engine.ts';

/** A template in one of the ways in which an engine may take its `flat_object` fields. */
export interface FlatVariant {
  body: object;
  /** Whether there are such fields and they cannot be searched. */
  kept: boolean;
}

/** The ways to put a template's `flat_object` fields, the best first; one for a template without. */
export function flatVariants(body: object, { flatTypes }: Engine): FlatVariant[] {
  if (!JSON.stringify(body).includes('"flat_object"')) return [{ body, kept: false }];
  return flatTypes.map((type) => ({ body: withFlatType(body, type), kept: type === 'kept' }));
}

/** Whether an engine's answer says that it does not know the type; the second wording is Elasticsearch 8's. */
export function isUnknownFlatType(reason: string): boolean {
  return /(No handler for|The mapper) type \[(flat_object|flattened)\]/.test(reason);
}

function withFlatType(body: object, type: FlatType): object {
  if (type === 'flat_object') return body;
  const other = type === 'kept' ? { type: 'object', enabled: false } : { type };
  return replaced(body, other) as object;
}

function replaced(value: unknown, other: object): unknown {
  if (Array.isArray(value)) return value.map((item) => replaced(item, other));
  if (typeof value !== 'object' || value === null) return value;
  if ((value as { type?: unknown }).type === 'flat_object') return other;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [key, replaced(member, other)]),
  );
}
