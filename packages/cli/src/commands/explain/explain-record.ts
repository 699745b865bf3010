import {
  type DecodedEvent,
  type DecodedRecord,
  decodeRecords,
  formatTimestamp,
  type KinesisStreamRecord,
  type LogEvent,
  type Reject,
} from '@logdrive/log-stream';
import type { Pipeline } from '../../pipeline/pipeline.ts';
import type { Explanation } from './explanation.ts';

/** What becomes of all that a record holds, in the order of its bytes. Never throws for what it holds. */
export function explainRecord(record: KinesisStreamRecord, pipeline: Pipeline): Explanation[] {
  const found: { position: number; explanation: Explanation }[] = [];
  const receive = ({ events, rejects }: DecodedRecord) => {
    for (const event of events) {
      found.push({ position: event.position, explanation: explainEvent(event, pipeline) });
    }
    for (const reject of rejects) {
      found.push({ position: reject.position, explanation: explainReject(reject) });
    }
  };
  const { controlMessages } = decodeRecords([record], receive, pipeline.decode);
  const explanations = found
    .sort((a, b) => a.position - b.position)
    .map(({ explanation }) => explanation);
  for (let count = 0; count < controlMessages; count += 1) explanations.push(controlMessage);
  return explanations;
}

const controlMessage: Explanation = {
  status: 'dropped',
  reason: 'control_message',
  detail: 'a health check of CloudWatch Logs, no log event',
};

function explainEvent(decoded: DecodedEvent, pipeline: Pipeline): Explanation {
  const { answer, logType } = pipeline.judge(decoded);
  if (answer === undefined) return explainFiltered(decoded, logType, pipeline);
  if (isReject(answer)) {
    const { reason, detail } = answer;
    const { format, bytes: event } = decoded;
    return { status: 'quarantined', reason, detail, logType, format, event };
  }
  const place = pipeline.placeOf(answer.logType, answer.timeMs);
  return { status: 'event', ...membersOf(answer, decoded), ...place };
}

function explainFiltered(
  decoded: DecodedEvent,
  logType: string | undefined,
  pipeline: Pipeline,
): Explanation {
  const reason = 'log_type';
  const detail = 'the log type is not among those wanted';
  const answer = pipeline.conformAny(decoded);
  const members =
    answer === undefined || isReject(answer)
      ? { logType, format: decoded.format, event: decoded.bytes }
      : membersOf(answer, decoded);
  return { status: 'filtered', reason, detail, ...members };
}

function membersOf({ logType, logId, timeMs, bytes }: LogEvent, { format }: DecodedEvent) {
  const time = formatTimestamp({ ms: timeMs, nanos: 0 });
  return { logType, logId, time, format, event: bytes };
}

function explainReject({ reason, detail, bytes }: Reject): Explanation {
  return { status: 'quarantined', reason, detail, data: bytes };
}

function isReject(answer: LogEvent | Reject): answer is Reject {
  return 'reason' in answer;
}
