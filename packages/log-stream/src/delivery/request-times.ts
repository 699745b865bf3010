/**
 * How long a request to AWS may take, in milliseconds: for `requestHandler` of a client over HTTP/1.1.
 * Without `throwOnRequestTimeout` the SDK only warns, and a call whose answer is lost lasts until the
 * deadline.
 */
export const requestTimes = {
  connectionTimeout: 2_000,
  requestTimeout: 15_000,
  throwOnRequestTimeout: true,
} as const;
