import type { LineFormat } from '../line-format.ts';
import { lambdaInitStart, lambdaRestoreStart } from './environment-start.ts';
import { lambdaExtension, lambdaLogs, lambdaTelemetry } from './extension.ts';
import { lambdaFault, lambdaTimeout } from './fault.ts';
import { lambdaInitReport, lambdaReport, lambdaRestoreReport } from './report.ts';
import { lambdaEnd, lambdaStart } from './start-end.ts';

/**
 * Lambda's own lines in the text log format, each as the document that the JSON log format writes for
 * the same thing: `{type: 'platform.report', record: {requestId, status, metrics: {...}}}`.
 *
 * | text | `type` |
 * |---|---|
 * | START | platform.start |
 * | END | platform.runtimeDone, with the request id alone |
 * | REPORT, with X-Ray's fields as `tracing` | platform.report |
 * | INIT_START, INIT_REPORT | platform.initStart, platform.initReport |
 * | RESTORE_START, RESTORE_REPORT | platform.restoreStart, platform.restoreReport |
 * | EXTENSION, TELEMETRY, LOGS | platform.extension, .telemetrySubscription, .logsSubscription |
 * | RequestId: ... Error, Process exited, Status: error, Task timed out | platform.fault |
 *
 * The lines carry no time, but for the timeout. `level` is `ERROR` where something failed and absent
 * elsewhere, as in JSON. The most frequent come first.
 */
export const lambdaFormats: readonly LineFormat[] = [
  lambdaReport,
  lambdaStart,
  lambdaEnd,
  lambdaInitStart,
  lambdaInitReport,
  lambdaRestoreStart,
  lambdaRestoreReport,
  lambdaExtension,
  lambdaTelemetry,
  lambdaLogs,
  lambdaFault,
  lambdaTimeout,
];
