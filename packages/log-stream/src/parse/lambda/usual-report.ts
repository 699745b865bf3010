import type { JsonObject } from '../../decode/decoded-event.ts';
import type { DocumentAndJson } from '../line-format.ts';
import { plainEnd } from '../plain-characters.ts';

const HEAD = 'REPORT RequestId: ';

/** The fields of nearly all reports, in the order in which Lambda writes them. */
const METRICS = [
  { label: 'Duration: ', unit: ' ms', member: 'durationMs' },
  { label: 'Billed Duration: ', unit: ' ms', member: 'billedDurationMs' },
  { label: 'Memory Size: ', unit: ' MB', member: 'memorySizeMB' },
  { label: 'Max Memory Used: ', unit: ' MB', member: 'maxMemoryUsedMB' },
  { label: 'Init Duration: ', unit: ' ms', member: 'initDurationMs' },
].map((metric) => ({ ...metric, head: `"${metric.member}":` }));

const TAB = 0x09;
const DOT = 0x2e;
const ZERO = 0x30;
/** A double holds every integer of so many digits, and the quotient of two is the nearest to the decimal. */
const MAX_DIGITS = 15;

/**
 * `REPORT RequestId: <id>\tDuration: 12.34 ms\tBilled Duration: 13 ms\t...` with the metrics of every day,
 * between tabs, and nothing else.
 */
export function readUsualReport(line: string): DocumentAndJson | undefined {
  if (!line.startsWith(HEAD)) return undefined;
  const idEnd = plainEnd(line, HEAD.length);
  if (idEnd === HEAD.length || line.charCodeAt(idEnd) !== TAB) return undefined;
  const found = readMetrics(line, idEnd + 1);
  if (found === undefined) return undefined;
  const requestId = line.slice(HEAD.length, idEnd);
  const { metrics, json } = found;
  return {
    value: { type: 'platform.report', record: { requestId, metrics, status: 'success' } },
    json: `{"type":"platform.report","record":{"requestId":"${requestId}","metrics":{${json}},"status":"success"}}`,
  };
}

/** The metrics from `start` to the end of the line, and their JSON; undefined when anything else is there. */
function readMetrics(line: string, start: number) {
  const metrics: JsonObject = {};
  let json = '';
  let at = start;
  for (const { label, unit, member, head } of METRICS) {
    if (!line.startsWith(label, at)) continue;
    const numberAt = at + label.length;
    const end = numberEnd(line, numberAt);
    if (end === -1 || !line.startsWith(unit, end)) return undefined;
    const value = numberBetween(line, numberAt, end);
    metrics[member] = value;
    json += (json === '' ? head : `,${head}`) + value;
    at = end + unit.length;
    if (at < line.length && line.charCodeAt(at) !== TAB) return undefined;
    at += 1;
  }
  return at < line.length || metrics.durationMs === undefined ? undefined : { metrics, json };
}

/** Digits, perhaps with a fraction, as far as they can be read exactly; -1 for anything else. */
function numberEnd(line: string, start: number): number {
  const whole = digitsEnd(line, start);
  if (whole === start) return -1;
  let end = whole;
  if (line.charCodeAt(whole) === DOT) {
    end = digitsEnd(line, whole + 1);
    if (end === whole + 1) return -1;
  }
  return end - start > MAX_DIGITS ? -1 : end;
}

function digitsEnd(line: string, start: number): number {
  let at = start;
  while (line.charCodeAt(at) >= ZERO && line.charCodeAt(at) <= ZERO + 9) at += 1;
  return at;
}

function numberBetween(line: string, start: number, end: number): number {
  let digits = 0;
  let scale = 0;
  for (let at = start; at < end; at += 1) {
    const code = line.charCodeAt(at);
    if (code === DOT) scale = 1;
    else {
      digits = digits * 10 + code - ZERO;
      scale *= 10;
    }
  }
  return scale === 0 ? digits : digits / scale;
}
