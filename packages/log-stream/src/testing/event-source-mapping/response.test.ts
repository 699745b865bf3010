import { kinesisRecord } from '../factories.ts';
import { readResponse } from './response.ts';

const records = ['11', '12', '13', '14'].map((sequenceNumber) =>
  kinesisRecord({ data: '', sequenceNumber }),
);
const failing = (...identifiers: unknown[]) => ({
  batchItemFailures: identifiers.map((itemIdentifier) => ({ itemIdentifier })),
});

// "Lambda treats a batch as a complete success if you return any of the following"
test.each([
  ['an empty list', failing()],
  ['a null list', { batchItemFailures: null }],
  ['an empty response', {}],
  ['an empty text', ''],
  ['a null response', null],
  ['no response', undefined],
])('%s is success', (_, response) => {
  expect(readResponse(response, records)).toEqual({ kind: 'success' });
});

// "Lambda treats a batch as a complete failure if you return any of the following"
test.each([
  ['an empty identifier', failing('')],
  ['a null identifier', failing(null)],
  ['a bad key name', { batchItemFailures: [{ itemId: '12' }] }],
  ['a number of no record', failing('99')],
  ['one good and one bad identifier', failing('12', '')],
  ['a list of nothing', { batchItemFailures: [null] }],
])('%s fails the whole batch', (_, response) => {
  expect(readResponse(response, records)).toMatchObject({ kind: 'failure' });
});

test('the lowest sequence number is the checkpoint, in whatever order they are named', () => {
  expect(readResponse(failing('14', '12', '13'), records)).toEqual({ kind: 'partial', from: 1 });
});
