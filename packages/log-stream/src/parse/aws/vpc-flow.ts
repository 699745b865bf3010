import type { JsonObject } from '../../decode/decoded-event.ts';
import { setMember } from '../common/set-member.ts';
import type { LineFormat } from '../line-format.ts';
import { parseObject } from '../runtime/json-object.ts';
import {
  DEFAULT_ORDERS,
  type FlowField,
  fieldOfMember,
  flowField,
  isKnownField,
  setField,
} from './vpc-flow-fields.ts';

/** A line of all fields, ECS's names among them, has some 1,500 characters. */
const MAX_LENGTH = 8192;
/** A line of fewer words that are all names of fields is a sentence, not a header. */
const MIN_HEADER = 4;

/** As CloudWatch's transformers begin a flow log: `{"version":2,"accountId":`. */
const JSON_START = /^\{\s*"version"\s*:\s*"?\d{1,2}"?\s*,\s*"account[-_]?[iI]d"/;

/**
 * Records of VPC flow logs.
 *
 * `{time, version, account_id, interface_id, srcaddr, ...}`: names are AWS's with `_` for `-`, counts and
 * ports are numbers, account ids text, `-` (so all of a NODATA or SKIPDATA record) null. `start` and
 * `end` are ISO 8601 in UTC, which every store and dashboard takes for an instant, and a number of epoch
 * seconds none; `time` is `start`, or `end` where the log has no `start`.
 *
 * Read are lines in the order of `fields`, lines with all fields of version 2, 3, 4, 5, 7 or 10 in the
 * order of AWS's list, and the JSON that CloudWatch makes of a line. A header line, as files in S3 have
 * it, becomes `{message, columns}`.
 *
 * @param fields the fields of a custom format in their order, as AWS names them, with hyphens or
 *   underscores, or as in `log_format` (`${account-id}`); one that AWS does not know is text
 * @throws RangeError when `fields` are empty, repeat themselves, or have none that AWS knows: any words
 *   would be such a line
 */
export function createVpcFlowFormat(fields?: readonly string[]): LineFormat {
  const custom = fields && customOrder(fields);
  const orders = custom === undefined ? DEFAULT_ORDERS : [custom, ...DEFAULT_ORDERS];
  const first = custom?.[0];
  return {
    name: 'vpc_flow',
    parse(line) {
      if (line.charCodeAt(0) === 0x7b) return readJson(line);
      if (line.length > MAX_LENGTH) return undefined;
      if (isVersion(line) || (first !== undefined && beginsWith(first, line))) {
        const document = readLine(line, orders);
        if (document !== undefined) return document;
      }
      return mayBeHeader(line, first) ? readHeader(line) : undefined;
    },
  };
}

/** Records in AWS's own orders. */
export const vpcFlow: LineFormat = createVpcFlowFormat();

function customOrder(fields: readonly string[]): readonly FlowField[] {
  const order = fields.map(flowField);
  if (new Set(order.map(({ name }) => name)).size < order.length || order.length === 0) {
    throw new RangeError('the fields of a VPC flow log must be one or more, each named once');
  }
  if (!order.some(({ pattern }) => pattern !== undefined)) {
    throw new RangeError(`no field of a VPC flow log is known among ${fields.join(', ')}`);
  }
  return order;
}

/** `2 `, `10 ` */
function isVersion(line: string): boolean {
  const first = line.charCodeAt(0);
  if (!(first >= 0x31 && first <= 0x39)) return false;
  return line.charCodeAt(1) === 0x20 || line.charCodeAt(2) === 0x20;
}

function beginsWith(field: FlowField, line: string): boolean {
  if (field.pattern === undefined || line.startsWith('- ')) return true;
  const end = line.indexOf(' ');
  return field.pattern.test(end === -1 ? line : line.slice(0, end));
}

function readLine(line: string, orders: readonly (readonly FlowField[])[]): JsonObject | undefined {
  const values = words(line);
  for (const order of orders) {
    const document = order.length === values.length ? readValues(order, values) : undefined;
    if (document !== undefined) return document;
  }
  return undefined;
}

function words(line: string): string[] {
  return line.split(' ').filter((word) => word !== '');
}

function readValues(
  order: readonly FlowField[],
  values: readonly string[],
): JsonObject | undefined {
  const document: JsonObject = {};
  for (let index = 0; index < order.length; index += 1) {
    const field = order[index] as FlowField;
    if (!setField(document, field, values[index] as string)) return undefined;
  }
  return withTime(document);
}

function withTime(document: JsonObject): JsonObject {
  const time = document.start ?? document.end;
  if (typeof time === 'string') document.time = time;
  return document;
}

/** Undefined also where two members have the same name but for its spelling: one would be lost. */
function readJson(line: string): JsonObject | undefined {
  const object = JSON_START.test(line) ? parseObject(line) : undefined;
  if (object === undefined || Object.hasOwn(object, 'time')) return undefined;
  const document: JsonObject = {};
  for (const [name, value] of Object.entries(object)) {
    const field = fieldOfMember(name);
    if (Object.hasOwn(document, field.name)) return undefined;
    const text = typeof value === 'number' ? String(value) : value;
    const known = isKnownField(field.name) && typeof text === 'string';
    if (!known) setMember(document, name, value);
    else if (!setField(document, field, text)) return undefined;
  }
  return document.srcaddr === undefined ? undefined : withTime(document);
}

function mayBeHeader(line: string, first: FlowField | undefined): boolean {
  if (line.startsWith('version ')) return true;
  if (first === undefined || line.charCodeAt(0) !== first.name.charCodeAt(0)) return false;
  return flowField(line.slice(0, line.indexOf(' '))).name === first.name;
}

function readHeader(line: string): JsonObject | undefined {
  const columns = words(line);
  const header = columns.length >= MIN_HEADER && columns.every(isKnownField);
  return header ? { message: line, columns } : undefined;
}
