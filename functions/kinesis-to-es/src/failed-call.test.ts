import { errors } from '@opensearch-project/opensearch';
import { failedCall } from './failed-call.ts';

const answered = (statusCode: number, body: unknown = '') =>
  new errors.ResponseError({ statusCode, body, headers: null, warnings: null } as never);
const engine = (type: string, reason = '') => ({ error: { type, reason, root_cause: [] } });

test.each([
  [new errors.ConnectionError('connect ECONNREFUSED 127.0.0.1:9200'), 'again', 'ConnectionError'],
  [new errors.TimeoutError('Request timed out', undefined as never), 'again', 'TimeoutError'],
  [new errors.RequestAbortedError('Request aborted'), 'again', 'RequestAbortedError'],
  [
    new errors.DeserializationError('"SECRET" is not JSON', 'SECRET'),
    'again',
    'DeserializationError',
  ],
  [answered(429, engine('circuit_breaking_exception')), 'again', 'circuit_breaking_exception'],
  [answered(429), 'again', 'status_429'],
  [answered(408), 'again', 'status_408'],
  [answered(500), 'again', 'status_500'],
  [answered(502, '<html>'), 'again', 'status_502'],
  [
    answered(503, engine('cluster_manager_not_discovered_exception')),
    'again',
    'cluster_manager_not_discovered_exception',
  ],
  [answered(504), 'again', 'status_504'],
  [answered(403, engine('cluster_block_exception')), 'again', 'cluster_block_exception'],
  [answered(413), 'too_large', 'status_413'],
  [answered(413, { message: 'Request size exceeded 10485760 bytes' }), 'too_large', 'status_413'],
  [answered(400, engine('illegal_argument_exception')), 'refused', 'illegal_argument_exception'],
  [answered(400, '<html>'), 'halt', 'status_400'],
  [answered(400, { error: 'no handler found' }), 'halt', 'status_400'],
  [answered(401, 'Unauthorized'), 'halt', 'status_401'],
  [answered(403, { Message: 'User: x is not authorized' }), 'halt', 'status_403'],
  [answered(403, engine('security_exception')), 'halt', 'security_exception'],
  [answered(404, engine('index_not_found_exception')), 'halt', 'index_not_found_exception'],
  [answered(404), 'halt', 'status_404'],
  [answered(301), 'halt', 'status_301'],
  [new Error('Secrets Manager is down'), 'halt', 'Error'],
  ['thrown text', 'halt', 'Error'],
])('%s: %s', (error, kind, type) => {
  expect(failedCall(error)).toMatchObject({ kind, refusal: { type } });
});

test('says what AWS says, and nothing that quotes an answer', () => {
  const denied = { Message: 'The security token included in the request is expired' };
  expect(failedCall(answered(403, denied)).refusal.reason).toBe(denied.Message);
  const broken = failedCall(new errors.DeserializationError('"SECRET" is not JSON', 'SECRET'));
  expect(broken.refusal.reason).toBe('the answer is not JSON');
});
