/**
 * A JSON value as text in which only differences of meaning are left: members are sorted, those without
 * a value left out, and numbers and booleans written as text, which is how engines give settings back.
 */
export function canonical(value: unknown): string {
  return JSON.stringify(canonicalValue(value));
}

function canonicalValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonicalValue);
  if (typeof value !== 'object' || value === null) return String(value);
  const members = Object.entries(value).filter(([, member]) => member !== null);
  members.sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(members.map(([key, member]) => [key, canonicalValue(member)]));
}

/** Settings as one flat object: `{index: {mapping: {depth: {limit: 20}}}}` is `{'index.mapping.depth.limit': 20}`. */
export function flatSettings(settings: object, prefix = ''): Record<string, unknown> {
  const flat: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(settings)) {
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    if (isObject) Object.assign(flat, flatSettings(value, `${prefix}${key}.`));
    else flat[withIndex(`${prefix}${key}`)] = value;
  }
  return flat;
}

/** `number_of_shards` and `index.number_of_shards` are the same setting. */
function withIndex(name: string): string {
  return name.startsWith('index.') ? name : `index.${name}`;
}
