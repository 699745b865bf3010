import type { JsonObject } from '../../decode/decoded-event.ts';
import type { Field } from './fields.ts';

/** What the name of a duration becomes where it is the event's own: `Init Duration` of INIT_REPORT. */
export const OWN_DURATION = 'durationMs';

/**
 * A platform event as Lambda's JSON log format writes it: `{type, record}`, and a `level` where
 * something went wrong, for the JSON format gives none.
 */
export function platformEvent(type: string, record: JsonObject): JsonObject {
  const failed =
    record.errorType !== undefined || (record.status !== undefined && record.status !== 'success');
  return failed ? { type, level: 'ERROR', record } : { type, record };
}

/**
 * The fields of a line as a platform event's record: those with a unit are metrics, those of X-Ray are
 * its tracing, the rest are members of their own.
 *
 * @param ownDuration the field that is the duration of the event itself
 * @returns undefined when a metric is not a number, or two fields have one name: then two lines have
 *   run into each other
 */
export function platformRecord(
  fields: readonly Field[],
  ownDuration?: string,
): JsonObject | undefined {
  const record: JsonObject = {};
  const metrics: JsonObject = {};
  const trace: Trace = {};
  for (const field of fields) {
    const fits =
      field.unit === undefined
        ? addTrace(trace, field) || add(record, field.member, field.value)
        : add(metrics, metricName(field, ownDuration), Number(field.value));
    if (!fits) return undefined;
  }
  if (Object.keys(metrics).length > 0) record.metrics = metrics;
  if (trace.id !== undefined) record.tracing = tracing(trace);
  return record;
}

function add(target: JsonObject, key: string, value: string | number): boolean {
  if (Object.hasOwn(target, key)) return false;
  if (typeof value === 'number' && !Number.isFinite(value)) return false;
  target[key] = value;
  return true;
}

function metricName({ name, member }: Field, ownDuration: string | undefined): string {
  return name === ownDuration ? OWN_DURATION : member;
}

interface Trace {
  id?: string;
  segment?: string;
  sampled?: string;
}

function addTrace(trace: Trace, { name, value }: Field): boolean {
  if (name === 'XRAY TraceId') trace.id = value;
  else if (name === 'SegmentId') trace.segment = value;
  else if (name === 'Sampled') trace.sampled = value;
  else return false;
  return true;
}

/** The trace header that the JSON format gives, put together from the parts that the text has. */
function tracing({ id, segment, sampled }: Trace): JsonObject {
  let value = `Root=${id}`;
  if (segment !== undefined) value += `;Parent=${segment}`;
  if (sampled !== undefined) value += `;Sampled=${sampled === 'true' ? 1 : 0}`;
  return { type: 'X-Amzn-Trace-Id', value };
}
