import { isSetupPayload, parseSetupPayload } from './payload.ts';

const policy = { default_state: 'hot', states: [{ name: 'hot', actions: [], transitions: [] }] };

test('tells the events that ask for setting up', () => {
  expect(isSetupPayload({ logdrive: 'setup' })).toBe(true);
  for (const event of [{ Records: [] }, null, 'setup', { logdrive: 'replay' }]) {
    expect(isSetupPayload(event)).toBe(false);
  }
});

test('takes a payload as it is', () => {
  const payload = { logdrive: 'setup', policies: { lifecycle: { policy } } };
  expect(parseSetupPayload(payload)).toBe(payload);
});

test.each<[object, string]>([
  [{ Records: [] }, 'the payload is not for setting up: give {"logdrive": "setup", ...}'],
  [{ templates: {} }, 'there is no templates: give any of component_templates, index_templates,'],
  [{ policies: [] }, 'policies is no object: give one'],
  [{ component_templates: { a: {} } }, 'component_templates.a is no component template: give an'],
  [{ component_templates: { 'a b': { template: {} } } }, 'component_templates.a b is no name:'],
  [{ index_templates: { a: { index_patterns: [] } } }, 'index_templates.a names no indices: give'],
  [{ index_templates: { a: { index_patterns: ['*'] } } }, 'has the pattern "*", which takes'],
  [{ policies: { a: {} } }, 'policies.a is no policy: give'],
  [
    { policies: { a: { policy: { ...policy, default_state: 'warm' } } } },
    'policies.a leads to the state "warm", which it does not have: add it',
  ],
  [
    { policies: { a: { policy: { ...policy, description: `\${retention_days}d` } } } },
    `policies.a still has \${retention_days} in it: replace it by its value`,
  ],
  [{ saved_objects: { a: {} } }, 'saved_objects.a is no list: give a list of saved objects'],
  [{ saved_objects: { a: [{ id: 'x' }] } }, 'saved_objects.a holds something else than saved'],
  [
    { saved_objects: { a: [{ type: 'search', id: 'x', attributes: { visState: '{' } }] } },
    'saved_objects.a has search x, whose visState is not JSON: mend it',
  ],
])('%j is refused with the mend', (part, words) => {
  const payload = 'Records' in part ? part : { logdrive: 'setup', ...part };
  expect(() => parseSetupPayload(payload)).toThrow(words);
});

test('says all that is wrong at once', () => {
  const payload = { logdrive: 'setup', policies: { a: {} }, index_templates: { b: {} } };
  expect(() => parseSetupPayload(payload)).toThrow(/policies\.a .*; index_templates\.b /);
});
