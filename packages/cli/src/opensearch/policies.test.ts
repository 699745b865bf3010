import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Client } from '@opensearch-project/opensearch';
import byStream from '../../../../modules/kinesis-to-es/opensearch/policies/data_streams/lifecycle.json' with {
  type: 'json',
};
import byDay from '../../../../modules/kinesis-to-es/opensearch/policies/lifecycle.json' with {
  type: 'json',
};

type PutPolicyRequest = NonNullable<NonNullable<Parameters<Client['ism']['putPolicy']>[0]>['body']>;

/** The compiler holds the files to the client's types; what members there are is checked below. */
const policies: [string, PutPolicyRequest][] = [
  ['by day', byDay],
  ['by data stream', byStream],
];

const client = dirname(createRequire(__filename).resolve('@opensearch-project/opensearch'));
const types = readFileSync(join(client, 'api/_types/ism._common.d.ts'), 'utf8');

/** Members of a type of the client's with their types; undefined where it says nothing of them. */
function membersOf(name: string): Map<string, string> | undefined {
  const body = new RegExp(`export type ${name} = \\{([\\s\\S]*?)\\n\\}`).exec(types)?.[1];
  if (body === undefined) return undefined;
  const members = body.matchAll(/^\s+(\w+)\??: (.+);$/gm);
  return new Map([...members].map(([, member = '', type = '']) => [member, type]));
}

/** Of Transition the client says nothing; these are what the plugin reads. */
const conditions = [...['min_index_age', 'min_rollover_age', 'min_doc_count', 'min_size', 'cron']];

function unknownMembers(value: object, type: string): string[] {
  const members = membersOf(type);
  return Object.keys(value)
    .filter((member) => members !== undefined && !members.has(member))
    .map((member) => `${type}.${member}`);
}

test('the types of the client are found', () => {
  expect([...(membersOf('Policy')?.keys() ?? [])]).toContain('ism_template');
  expect(membersOf('Action')?.get('rollover')).toBe('ActionRollover');
  expect(unknownMembers({ min_index_ages: '1d' }, 'ActionRollover')).toEqual([
    'ActionRollover.min_index_ages',
  ]);
});

describe.each(policies)('policy %s', (_, { policy = {} }) => {
  const states = policy.states ?? [];

  test('has members that the client knows', () => {
    const unknown = [
      ...unknownMembers(policy, 'Policy'),
      ...states.flatMap((state) => unknownMembers(state, 'States')),
      ...[policy.ism_template ?? []].flat().flatMap((one) => unknownMembers(one, 'IsmTemplate')),
      ...states.flatMap(({ transitions = [] }) =>
        transitions.flatMap((transition) => unknownMembers(transition, 'Transition')),
      ),
    ];
    expect(unknown).toEqual([]);
  });

  test('has actions and parameters that the client knows', () => {
    const actions = states.flatMap(({ actions = [] }) => actions);
    const unknown = actions.flatMap((action) => [
      ...unknownMembers(action, 'Action'),
      ...Object.entries(action).flatMap(([name, parameters]) =>
        unknownMembers(parameters as object, membersOf('Action')?.get(name) ?? ''),
      ),
    ]);
    expect(unknown).toEqual([]);
  });

  test('goes from state to state by conditions that there are, until the index is deleted', () => {
    const transitions = states.flatMap(({ transitions = [] }) => transitions);
    const named = transitions.flatMap((one) => Object.keys(one.conditions ?? {}));
    expect(named.filter((name) => !conditions.includes(name))).toEqual([]);
    const names = states.map(({ name }) => name);
    expect(names).toEqual(['hot', 'warm', 'delete']);
    expect(new Set([policy.default_state, ...transitions.map((one) => one.state_name)])).toEqual(
      new Set(names),
    );
    expect(states.at(-1)?.actions).toEqual([{ delete: {} }]);
  });
});
