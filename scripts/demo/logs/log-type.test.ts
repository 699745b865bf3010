import { logTypeOf } from './log-type.ts';

test.each([
  ['/var/log/nginx/access.log', 'access'],
  ['/var/log/nginx/access.log.2.gz', 'access'],
  ['events.ndjson.zst', 'events'],
  ['syslog', 'syslog'],
  ['app-2026-11-20.log', 'app-2026-11-20'],
  ['.log', '.log'],
])('the log type of %s is %s', (path, logType) => {
  expect(logTypeOf(path)).toBe(logType);
});
