import { callError, entryError } from './classify-error.ts';

const answered = (status: number, name = 'Unknown', message = '', extra = {}) =>
  Object.assign(new Error(message), { name, $metadata: { httpStatusCode: status, ...extra } });
const unanswered = (name: string, code?: string, message = '') =>
  Object.assign(new Error(message), { name, ...(code && { code }) });

test.each([
  ['throttled', answered(400, 'ProvisionedThroughputExceededException')],
  ['throttled', answered(400, 'KMSThrottlingException')],
  ['throttled', answered(400, 'LimitExceededException')],
  ['throttled', answered(429)],
  ['internal', answered(500, 'InternalFailureException')],
  ['internal', answered(503)],
  ['internal', answered(502, 'SyntaxError', 'Unexpected token <')],
  ['timeout', answered(408)],
  ['timeout', unanswered('TimeoutError', undefined, 'Stream timed out')],
  ['timeout', unanswered('TimeoutError', 'ETIMEDOUT')],
  ['connection', answered(200, 'SyntaxError', 'Unexpected end of JSON input')],
  ['connection', unanswered('TimeoutError', 'ECONNRESET')],
  ['connection', unanswered('Error', 'ERR_HTTP2_STREAM_CANCEL')],
  ['connection', unanswered('TimeoutError', undefined, 'http2 request did not get a response')],
  ['connection', unanswered('Error', undefined, 'HTTP/2 stream is abnormally aborted')],
  ['credentials', answered(400, 'ExpiredTokenException')],
  ['credentials', answered(400, 'InvalidSignatureException', 'Signature expired: 20261121T0900')],
  ['credentials', answered(403, 'AccessDeniedException', '', { clockSkewCorrected: true })],
  ['credentials', unanswered('CredentialsProviderError')],
  ['denied', answered(400, 'AccessDeniedException')],
  ['denied', answered(400, 'ResourceNotFoundException')],
  ['denied', answered(400, 'KMSDisabledException')],
  ['denied', answered(403, 'InvalidSignatureException')],
  ['invalid', answered(400, 'ValidationException')],
  ['invalid', answered(400, 'InvalidArgumentException')],
  ['invalid', answered(413)],
])('%s: %o', (failure, error) => {
  const classified = callError(error);
  expect(classified?.failure).toBe(failure);
  expect(classified?.cause).toBe(error);
});

test('a bug is nothing of these', () => {
  expect(callError(new TypeError('x is undefined'))).toBeUndefined();
  expect(callError('text')).toBeUndefined();
});

test('keeps the code that says most', () => {
  expect(callError(answered(400, 'ValidationException'))?.code).toBe('ValidationException');
  expect(callError(unanswered('TimeoutError', 'ECONNRESET'))?.code).toBe('ECONNRESET');
});

test('tells entries apart, and takes an unknown code for a passing one', () => {
  expect(entryError('ProvisionedThroughputExceededException', '').failure).toBe('throttled');
  expect(entryError('InternalFailure', '').failure).toBe('internal');
  expect(entryError('Novel', 'words')).toMatchObject({ code: 'Novel', mayPass: true });
});
