import { parseSecret } from './secret.ts';

test('reads name and password, and leaves the rest alone', () => {
  const text = '{"username":"logdrive","password":"p:ä","engine":"opensearch"}';
  expect(parseSecret(text)).toEqual({ username: 'logdrive', password: 'p:ä' });
});

test.each([
  undefined,
  '',
  'TOPSECRET',
  'null',
  '[]',
  '{"username":"TOPSECRET"}',
  '{"username":"","password":"TOPSECRET"}',
  '{"username":"a","password":5}',
])('refuses %j in words that hold nothing of it', (text) => {
  expect(() => parseSecret(text)).toThrow(
    /^the secret is not \{"username": "...", "password": "..."\}/,
  );
});
