import type { Account } from './account.ts';
import type { Takings } from './intake.ts';

/** What a batch's log line is made of. */
export interface BatchReport {
  functionName: string;
  intake: Pick<Takings, 'batch' | 'records' | 'controlMessages'>;
  account: Account;
  /** Events quarantined in this batch, by reason. */
  reasons: Record<string, number>;
  /** The destination's own figures. */
  figures: Record<string, number>;
  durationMs: number;
  /** Epoch milliseconds. */
  nowMs: number;
}

/** Metrics that one directive of the format may name. */
const directiveMetrics = 100;

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
    _aws: { Timestamp: nowMs, CloudWatchMetrics: directivesFor(Object.keys(metrics)) },
  });
}

/** As many directives as the names need, in their order. */
function directivesFor(names: readonly string[]) {
  const definitions = names.map((Name) => ({ Name, Unit: unitOf(Name) }));
  return Array.from({ length: Math.ceil(definitions.length / directiveMetrics) }, (_, index) => ({
    Namespace: 'Logdrive',
    Dimensions: [['FunctionName']],
    Metrics: definitions.slice(index * directiveMetrics, (index + 1) * directiveMetrics),
  }));
}

function unitOf(metric: string): 'Bytes' | 'Milliseconds' | 'Count' {
  if (metric.endsWith('Ms')) return 'Milliseconds';
  return metric.startsWith('Bytes') ? 'Bytes' : 'Count';
}
