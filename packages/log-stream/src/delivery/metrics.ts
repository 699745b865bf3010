import type { Account } from './account.ts';
import type { Intake } from './intake.ts';

/** What a batch's log line is made of. */
export interface BatchReport {
  functionName: string;
  intake: Pick<Intake, 'batch' | 'records' | 'controlMessages'>;
  account: Account;
  /** Events quarantined in this batch, by reason. */
  reasons: Record<string, number>;
  /** The destination's own figures. */
  figures: Record<string, number>;
  durationMs: number;
  /** Epoch milliseconds. */
  nowMs: number;
}

/**
 * One line of JSON a batch, without payload: a log line to read, and metrics in CloudWatch's embedded
 * metric format (namespace `Logdrive`, dimension `FunctionName`).
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
export function batchLogLine(report: BatchReport): string {
  const { functionName, intake, account, reasons, figures, durationMs, nowMs } = report;
  const metrics = {
    RecordsReceived: intake.records,
    EventsReceived: account.received,
    EventsDelivered: account.delivered,
    EventsFiltered: account.filtered,
    EventsQuarantined: account.quarantined,
    EventsRetried: account.retried,
    ControlMessages: intake.controlMessages,
    ...figures,
  };
  const definitions = Object.keys(metrics).map((Name) => ({ Name, Unit: unitOf(Name) }));
  const { shard, first, last } = intake.batch;
  return JSON.stringify({
    level: 'INFO',
    message: account.retried > 0 ? 'batch comes back' : 'batch done',
    FunctionName: functionName,
    shard,
    first,
    last,
    duration_ms: durationMs,
    quarantined_by_reason: reasons,
    ...metrics,
    _aws: {
      Timestamp: nowMs,
      CloudWatchMetrics: [
        { Namespace: 'Logdrive', Dimensions: [['FunctionName']], Metrics: definitions },
      ],
    },
  });
}

function unitOf(metric: string): 'Bytes' | 'Milliseconds' | 'Count' {
  if (metric.endsWith('Ms')) return 'Milliseconds';
  return metric.startsWith('Bytes') ? 'Bytes' : 'Count';
}
