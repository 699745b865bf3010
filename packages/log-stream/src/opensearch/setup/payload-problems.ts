/** What is wrong with a template, in words that follow its name; undefined when nothing is. */
export const templateProblems = {
  component(thing: unknown): string | undefined {
    if (isObject(thing) && isObject(thing.template)) return undefined;
    return 'is no component template: give an object with "template"';
  },
  index(thing: unknown): string | undefined {
    const patterns = isObject(thing) ? thing.index_patterns : undefined;
    if (!isTexts(patterns)) return 'names no indices: give "index_patterns", a list of texts';
    const all = patterns.find((pattern) => pattern.startsWith('*'));
    if (all === undefined) return undefined;
    return `has the pattern "${all}", which takes indices of others: begin it with a prefix of your own, such as logs-`;
  },
};

/** What is wrong with a policy of Index State Management. */
export function policyProblems(thing: unknown): string | undefined {
  const policy = isObject(thing) ? thing.policy : undefined;
  if (!isObject(policy) || !Array.isArray(policy.states)) {
    return 'is no policy: give {"policy": {"states": [...], ...}}';
  }
  const states = policy.states.map((state) => (isObject(state) ? state.name : undefined));
  const wanted = [policy.default_state, ...policy.states.flatMap(transitionsOf)];
  const missing = wanted.find((name) => !states.includes(name));
  return wanted.every((name) => states.includes(name))
    ? undefined
    : `leads to the state ${JSON.stringify(missing)}, which it does not have: add it`;
}

function transitionsOf(state: unknown): unknown[] {
  const transitions = isObject(state) ? state.transitions : undefined;
  if (!Array.isArray(transitions)) return [];
  return transitions.map((transition) =>
    isObject(transition) ? transition.state_name : undefined,
  );
}

/** The members of a saved object that hold JSON in a text. */
const folded = ['visState', 'uiStateJSON', 'panelsJSON', 'optionsJSON', 'searchSourceJSON'];

/** What is wrong with a list of saved objects. */
export function savedObjectProblems(thing: unknown): string | undefined {
  if (!Array.isArray(thing)) return 'is no list: give a list of saved objects';
  for (const object of thing) {
    const { type, id, attributes } = isObject(object) ? object : {};
    if (typeof type !== 'string' || typeof id !== 'string' || !isObject(attributes)) {
      return 'holds something else than saved objects: give each "type", "id" and "attributes"';
    }
    const broken = brokenJson(attributes);
    if (broken !== undefined) return `has ${type} ${id}, whose ${broken} is not JSON: mend it`;
  }
  return undefined;
}

function brokenJson(attributes: Record<string, unknown>): string | undefined {
  const meta = attributes.kibanaSavedObjectMeta;
  const members = { ...attributes, ...(isObject(meta) && meta) };
  return folded.find((name) => {
    const text = members[name as keyof typeof members] as unknown;
    if (text === undefined) return false;
    try {
      return typeof text !== 'string' || !JSON.parse(text);
    } catch {
      return true;
    }
  });
}

function isTexts(value: unknown): value is string[] {
  return (
    Array.isArray(value) && value.length > 0 && value.every((item) => typeof item === 'string')
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
