import { canonical, flatSettings } from './canonical.ts';

test('what means the same has the same text', () => {
  const given = { b: [1, { y: true, x: null }], a: 'text' };
  expect(canonical(given)).toBe(canonical({ a: 'text', b: ['1', { y: 'true' }] }));
  expect(canonical(given)).not.toBe(canonical({ ...given, b: [{ y: true }, 1] }));
  expect(canonical({ a: false })).not.toBe(canonical({}));
});

test('settings are compared however they are nested', () => {
  const nested = { index: { mapping: { depth: { limit: 20 } } }, number_of_shards: 1 };
  expect(flatSettings(nested)).toEqual({
    'index.mapping.depth.limit': 20,
    'index.number_of_shards': 1,
  });
  expect(flatSettings({ 'index.mapping': { 'depth.limit': '20' } })).toEqual({
    'index.mapping.depth.limit': '20',
  });
});
