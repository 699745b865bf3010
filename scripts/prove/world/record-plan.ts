import { gzipSync } from 'node:zlib';
import {
  cloudwatchControlMessage,
  cloudwatchData,
  cloudwatchEnvelope,
  kplAggregate,
} from '@logdrive/log-stream/testing';
import { type EnteredEvent, markOf } from './entered-event.ts';

/** What an event is made as. */
export type EventKind =
  | 'good'
  | 'no_id'
  | 'filtered'
  | 'missing_time'
  | 'bad_time'
  | 'missing_log_type';

export interface EventPlan {
  kind: EventKind;
  /** 0 or 1: which of two log types. */
  logType: number;
  /** 0 or 1: which of two hours. */
  hour: number;
}

/** What a record is made as. */
export type RecordPlan =
  | { kind: 'lines' | 'gzip_lines' | 'aggregate' | 'envelope'; events: EventPlan[] }
  | { kind: 'control' | 'not_json' | 'empty' | 'cut_gzip' | 'array' };

/** A record's data with the events that it holds. */
export interface PlannedRecord {
  data: Buffer;
  events: EnteredEvent[];
}

/** The log types that the functions under proof deliver; `noise` is filtered. */
export const logTypes = ['orders', 'web'] as const;

const fates = {
  good: 'deliver',
  no_id: 'deliver',
  filtered: 'filter',
  missing_time: 'reject',
  bad_time: 'reject',
  missing_log_type: 'reject',
} as const;

/** @param nextMark gives each event its number */
export function makeRecord(plan: RecordPlan, nextMark: () => number): PlannedRecord {
  switch (plan.kind) {
    case 'control':
      return { data: cloudwatchData(cloudwatchControlMessage()), events: [] };
    case 'empty':
      return whole(Buffer.alloc(0), nextMark());
    case 'not_json':
    case 'array':
    case 'cut_gzip':
      return damaged(plan.kind, nextMark());
    case 'envelope':
      return envelope(plan.events, nextMark);
    default: {
      const made = plan.events.map((event) => makeEvent(event, nextMark()));
      const texts = made.map(({ text }) => text);
      const events = made.map(({ entered }) => entered);
      return { data: packed(plan.kind, texts), events };
    }
  }
}

function packed(kind: 'lines' | 'gzip_lines' | 'aggregate', texts: string[]): Buffer {
  if (kind === 'aggregate') {
    return kplAggregate(texts.map((data, index) => ({ data, partitionKey: `user-${index}` })));
  }
  const lines = Buffer.from(texts.join('\n'));
  return kind === 'lines' ? lines : gzipSync(lines);
}

function makeEvent(
  { kind, logType, hour }: EventPlan,
  n: number,
): { text: string; entered: EnteredEvent } {
  const members = {
    log_type: kind === 'filtered' ? 'noise' : logTypes[logType % 2],
    log_id: `id-${n}`,
    time: `2026-11-20T0${5 + (hour % 2)}:00:00Z`,
    note: markOf(n),
  };
  const { log_type: _type, ...noLogType } = members;
  const { log_id: _id, ...noId } = members;
  const { time: _time, ...noTime } = members;
  const objects = {
    good: members,
    no_id: noId,
    filtered: members,
    missing_time: noTime,
    bad_time: { ...members, time: 'soon' },
    missing_log_type: noLogType,
  };
  const text = JSON.stringify(objects[kind]);
  const entered = { n, fate: fates[kind], ...(kind === 'good' && { line: text }) };
  return { text, entered };
}

/** CloudWatch knows the time and the log type of what lacks them, and takes any text. */
function envelope(plans: readonly EventPlan[], nextMark: () => number): PlannedRecord {
  const made = plans.map((plan) => {
    const n = nextMark();
    if (plan.kind === 'good' || plan.kind === 'filtered' || plan.kind === 'no_id') {
      const { text, entered } = makeEvent(plan, n);
      const { line: _line, ...event } = entered; // `source` is added to it
      return { text, entered: event };
    }
    return { text: `plain words ${markOf(n)}`, entered: { n, fate: 'deliver' as const } };
  });
  const data = cloudwatchData(cloudwatchEnvelope(made.map(({ text }) => text)));
  return { data, events: made.map(({ entered }) => entered) };
}

function damaged(kind: 'not_json' | 'array' | 'cut_gzip', n: number): PlannedRecord {
  if (kind === 'not_json') return whole(Buffer.from(`no json ${markOf(n)}`), n);
  if (kind === 'array') return whole(Buffer.from(`["${markOf(n)}"]`), n);
  return whole(gzipSync(`{"note":"${markOf(n)}"}`).subarray(0, -9), n);
}

function whole(data: Buffer, n: number): PlannedRecord {
  return { data, events: [{ n, fate: 'reject', whole: data }] };
}
