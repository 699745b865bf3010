/**
 * Lines as Lambda and containers write them on AWS, where the local one differs: it puts neither time nor
 * level before what a function prints, and makes an event of each line of a traceback.
 */
const requestId = '6bc28136-4dd3-4365-b021-0ce6b2e64ab0';

export const lambdaLines: readonly string[] = [
  `INIT_START Runtime Version: nodejs:22.v31\tRuntime Version ARN: arn:aws:lambda:us-east-1::runtime:0cdcfbdefbc5e7d3343f73c2e2dd3cba17d61dea0686b404502a0c9ce83931b9\n`,
  `START RequestId: ${requestId} Version: $LATEST\n`,
  `2026-11-21T06:40:12.345Z\t${requestId}\tINFO\torder 17 received\n`,
  `2026-11-21T06:40:12.346Z\t${requestId}\tINFO\t{"level":"info","message":"order placed","order":17}\n`,
  `2026-11-21T06:40:12.347Z\t${requestId}\tERROR\tInvoke Error \t{"errorType":"RangeError","errorMessage":"order 18 has a total of -5","stack":["RangeError: order 18 has a total of -5","    at handler (file:///var/task/index.mjs:4:24)"]}\n`,
  `[INFO]\t2026-11-21T06:40:12.348Z\t${requestId}\tpayment captured\n`,
  `[ERROR] ValueError: 20000 is more than the card allows\nTraceback (most recent call last):\n\u00a0\u00a0File "/var/task/index.py", line 9, in handler\n\u00a0\u00a0\u00a0\u00a0raise ValueError(...)\n`,
  `END RequestId: ${requestId}\n`,
  `REPORT RequestId: ${requestId}\tDuration: 12.34 ms\tBilled Duration: 13 ms\tMemory Size: 128 MB\tMax Memory Used: 65 MB\tInit Duration: 145.67 ms\t\n`,
];

/** What containers print: JSON, access logs, logfmt, plain text, and texts that look like a problem. */
export const containerLines: readonly string[] = [
  '{"level":"info","message":"cart opened","cart":{"items":3}}',
  '{"level":"warn","message":"slow answer","time":"2026-11-21T06:40:00.001Z","duration_ms":1830}',
  '192.0.2.17 - - [21/Nov/2026:06:40:01 +0000] "GET /orders/17 HTTP/1.1" 200 512 "-" "curl/8.5.0"',
  'level=info msg="order placed" order=17',
  'plain text, and no level',
  'a brace } and { another, "quotes" and \u00fcmlauts',
  'first line\n  second line of the same event',
  '[1, 2, 3]',
];
