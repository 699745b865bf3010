import { readItems } from './bulk-item.ts';

function read(status: number, type?: string, reason = '', action = 'create') {
  const error = type && { type, reason };
  const [item] = readItems({ items: [{ [action]: { status, ...(error && { error }) } }] }, 1) ?? [];
  return item;
}

test('written now, written before', () => {
  expect(read(201)).toEqual({ kind: 'created' });
  expect(read(409, 'version_conflict_engine_exception')).toEqual({ kind: 'there' });
  expect(read(200, undefined, '', 'index')).toEqual({ kind: 'there' });
});

test.each([
  [429, 'es_rejected_execution_exception', ''],
  [429, 'circuit_breaking_exception', ''],
  [
    429,
    'cluster_block_exception',
    'index [a] blocked by: [TOO_MANY_REQUESTS/12/disk usage exceeded flood-stage watermark, index has read-only-allow-delete block];',
  ],
  [403, 'cluster_block_exception', 'index [a] blocked by: [FORBIDDEN/8/index write (api)];'],
  [
    403,
    'index_create_block_exception',
    'blocked by: [FORBIDDEN/10/cluster create-index blocked (api)];',
  ],
  [403, 'security_exception', 'no permissions for [indices:data/write/bulk[s]]'],
  [503, 'unavailable_shards_exception', ''],
  [503, 'process_cluster_event_timeout_exception', ''],
  [500, 'null_pointer_exception', ''],
  [502, undefined, ''],
  [504, undefined, ''],
  [
    400,
    'validation_exception',
    'Validation Failed: 1: this action would add [2] total shards, but this cluster currently has [1000]/[1000] maximum shards open;',
  ],
  [
    400,
    'validation_exception',
    'Validation Failed: 1: this action would add [2] shards, but this cluster currently has [1000]/[1000] maximum normal shards open;',
  ],
])('%d %s is tried again', (status, type, reason) => {
  expect(read(status, type, reason)).toMatchObject({ kind: 'retry' });
});

test.each([
  [400, 'mapper_parsing_exception'],
  [400, 'document_parsing_exception'],
  [400, 'strict_dynamic_mapping_exception'],
  [400, 'illegal_argument_exception'],
  [400, 'validation_exception'],
  [400, 'index_closed_exception'],
  [404, 'index_not_found_exception'],
  [409, 'version_conflict_engine_exception', 'index'],
])('%d %s is refused', (status, type, action = 'create') => {
  const item = read(status, type, 'some reason', action);
  expect(item).toEqual({ kind: 'refused', status, refusal: { type, reason: 'some reason' } });
});

test('the reason is without payload, the type a name', () => {
  const reason = `failed to parse field [n] of type [long] in document with id 'i'. Preview of field's value: 'secret'`;
  expect(read(400, 'mapper_parsing_exception', reason)).toMatchObject({
    refusal: { reason: 'failed to parse field [n] of type [long]' },
  });
  expect(read(400, '<secret>', '')).toMatchObject({ refusal: { type: 'unknown' } });
});

test('where the engine only says that it failed to parse, its cause is told', () => {
  const caused_by = { type: 'illegal_argument_exception', reason: 'bad value [SECRET]' };
  const error = { type: 'mapper_parsing_exception', reason: 'failed to parse', caused_by };
  expect(readItems({ items: [{ create: { status: 400, error } }] }, 1)).toMatchObject([
    { refusal: { type: 'mapper_parsing_exception', reason: 'failed to parse: bad value […]' } },
  ]);
});

test('items are read in their order, whatever their ids', () => {
  const items = [{ create: { status: 400 } }, { create: { status: 201 } }];
  expect(readItems({ items }, 2)?.map(({ kind }) => kind)).toEqual(['refused', 'created']);
});

test.each([
  [{ items: [] }],
  [{ items: [{ create: { status: 201 } }, { create: { status: 201 } }] }],
  [{ errors: false }],
  [{}],
  ['<html>'],
  [null],
  [undefined],
])('%j does not answer for one document', (answer) => {
  expect(readItems(answer, 1)).toBeUndefined();
});

test.each([[{}], [null], [{ create: {} }], [{ create: null }], [5]])(
  'an item of another form, %j, leaves open what became of the document',
  (item) => {
    expect(readItems({ items: [item] }, 1)).toMatchObject([{ kind: 'retry' }]);
  },
);
