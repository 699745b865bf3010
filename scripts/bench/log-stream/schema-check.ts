import { createConform, createSchemaCheck, takeIn } from '@logdrive/log-stream';
import type { Figure } from '../figure.ts';
import { inTurn, ratio } from '../measure.ts';
import { sampleEnvelopes } from './sample-envelopes.ts';

const most = 0.1;

/** What a team writes of its own and of Lambda's events: types, required members, a few values. */
const schemas = {
  orders: {
    type: 'object',
    required: ['level', 'order', 'customer'],
    properties: {
      time: { type: 'string', format: 'date-time' },
      level: { enum: ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL'] },
      order: { type: 'integer', minimum: 0 },
      customer: {
        type: 'object',
        required: ['id'],
        properties: { id: { type: 'integer' }, plan: { enum: ['free', 'team', 'enterprise'] } },
      },
      message: { type: 'string', maxLength: 10_000 },
    },
  },
  lambda: {
    type: 'object',
    properties: {
      level: { enum: ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL'] },
      type: { type: 'string' },
      requestId: { type: 'string', minLength: 1 },
      message: { type: 'string' },
      record: { type: 'object', properties: { requestId: { type: 'string' } } },
    },
  },
};

/** The share of ajv in the cost of events whose log types all have a schema. */
export async function schemaCheck(): Promise<Figure[]> {
  const records = sampleEnvelopes();
  const bare = createConform();
  const checked = createConform({ check: await createSchemaCheck(schemas) });
  const taken = takeIn(records, checked);
  if (taken.rejects.length > 0) throw new Error('an event of the benchmark breaks its schema');
  const work = { bare: () => takeIn(records, bare), checked: () => takeIn(records, checked) };
  const costs = await inTurn(work, { rounds: 25, warmUp: 4 });
  const share = 1 - ratio(costs.bare, costs.checked, 'cpu');
  return [
    {
      name: "ajv's share of events that all have a schema",
      value: `${(share * 100).toFixed(0)} %`,
      goal: `at most ${most * 100} %`,
      met: share <= most,
    },
  ];
}
