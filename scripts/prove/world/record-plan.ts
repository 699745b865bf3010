import { gzipSync } from 'node:zlib';
import {
  cloudwatchControlMessage,
  cloudwatchData,
  cloudwatchEnvelope,
  kplAggregate,
} from '@logdrive/log-stream/testing';
import { type EnteredEvent, type Fate, markOf } from './entered-event.ts';

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
const logTypes = ['orders', 'web'] as const;

/** What a function makes of each kind, where all its destinations take the same events. */
export type Fates = Readonly<Record<EventKind, Fate>>;

export const defaultFates: Fates = {
  good: 'deliver',
  no_id: 'deliver',
  filtered: 'filter',
  missing_time: 'reject',
  bad_time: 'reject',
  missing_log_type: 'reject',
};

/** @param nextMark gives each event its number */
export function makeRecord(
  plan: RecordPlan,
  nextMark: () => number,
  fates: Fates = defaultFates,
): PlannedRecord {
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
      return envelope(plan.events, nextMark, fates);
    default: {
      const made = plan.events.map((event) => makeEvent(event, nextMark(), fates));
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
  fates: Fates,
): { text: string; entered: EnteredEvent } {
  const type = kind === 'filtered' ? 'noise' : (logTypes[logType % 2] ?? '');
  const members = {
    log_type: type,
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
  const entered = {
    ...{ n, fate: fates[kind] },
    ...(kind !== 'missing_log_type' && { logType: type }),
    ...(kind === 'good' && { line: text }),
  };
  return { text, entered };
}

/** CloudWatch knows the time and the log type of what lacks them, and takes any text. */
function envelope(
  plans: readonly EventPlan[],
  nextMark: () => number,
  fates: Fates,
): PlannedRecord {
  const made = plans.map((plan) => {
    const n = nextMark();
    if (plan.kind === 'good' || plan.kind === 'filtered' || plan.kind === 'no_id') {
      const { text, entered } = makeEvent(plan, n, fates);
      const { line: _line, ...event } = entered; // `source` is added to it
      return { text, entered: event };
    }
    const entered = { n, fate: 'deliver' as const, logType: 'lambda' };
    return { text: `plain words ${markOf(n)}`, entered };
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
