import { isRetryableS3Error } from './s3-errors.ts';

const answered = (status: number, name = 'Error') =>
  Object.assign(new Error(), { name, $metadata: { httpStatusCode: status } });

test.each([500, 503, 429, 409, 408])('status %d may pass', (status) => {
  expect(isRetryableS3Error(answered(status))).toBe(true);
});

test.each([400, 403, 404, 412])('status %d does not', (status) => {
  expect(isRetryableS3Error(answered(status))).toBe(false);
});

test('passing codes are known in spite of their 400', () => {
  expect(isRetryableS3Error(answered(400, 'RequestTimeout'))).toBe(true);
});

test('a broken connection may pass, a bug of ours does not', () => {
  expect(isRetryableS3Error(Object.assign(new Error(), { code: 'ECONNRESET' }))).toBe(true);
  expect(isRetryableS3Error(new TypeError('x is undefined'))).toBe(false);
});
