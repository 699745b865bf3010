import type { JsonObject } from '../../decode/decoded-event.ts';
import { formatTimestamp } from '../../schema/timestamp.ts';

/** What a field of a flow log holds. */
export interface FlowField {
  /** In the document: as AWS has it, with `_` for `-`. */
  name: string;
  kind: 'integer' | 'time' | 'text';
  /** What its text looks like when it is not `-`; undefined where it may be anything. */
  pattern: RegExp | undefined;
}

const INTEGER = /^\d{1,15}$/;
const EPOCH_SECONDS = /^\d{9,10}$/;
const ADDRESS = /^[0-9A-Fa-f.:]{2,45}$/;

/** https://docs.aws.amazon.com/vpc/latest/userguide/flow-log-records.html: the fields that are no plain text. */
const KINDS: ReadonlyMap<string, readonly [FlowField['kind'], RegExp]> = new Map([
  ['version', ['integer', /^(?:[2-9]|1\d)$/]],
  ['account_id', ['text', /^(?:\d{12}|unknown)$/]],
  ['interface_id', ['text', /^eni-/]],
  ['srcaddr', ['text', ADDRESS]],
  ['dstaddr', ['text', ADDRESS]],
  ['srcport', ['integer', INTEGER]],
  ['dstport', ['integer', INTEGER]],
  ['protocol', ['integer', INTEGER]],
  ['packets', ['integer', INTEGER]],
  ['bytes', ['integer', INTEGER]],
  ['start', ['time', EPOCH_SECONDS]],
  ['end', ['time', EPOCH_SECONDS]],
  ['action', ['text', /^(?:ACCEPT|REJECT)$/]],
  ['log_status', ['text', /^(?:OK|NODATA|SKIPDATA)$/]],
  ['vpc_id', ['text', /^vpc-/]],
  ['subnet_id', ['text', /^subnet-/]],
  ['instance_id', ['text', /^i-/]],
  ['tcp_flags', ['integer', INTEGER]],
  ['type', ['text', /^(?:IPv4|IPv6|EFA)$/]],
  ['pkt_srcaddr', ['text', ADDRESS]],
  ['pkt_dstaddr', ['text', ADDRESS]],
  ['flow_direction', ['text', /^(?:ingress|egress)$/]],
  ['traffic_path', ['integer', INTEGER]],
  ['encryption_status', ['integer', INTEGER]],
]);

const VERSION_2 =
  'version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end ' +
  'action log-status';
const VERSION_3 = `${VERSION_2} vpc-id subnet-id instance-id tcp-flags type pkt-srcaddr pkt-dstaddr`;
const VERSION_4 = `${VERSION_3} region az-id sublocation-type sublocation-id`;
const VERSION_5 = `${VERSION_4} pkt-src-aws-service pkt-dst-aws-service flow-direction traffic-path`;
/** Of Amazon ECS. */
const VERSION_7 =
  `${VERSION_5} ecs-cluster-arn ecs-cluster-name ecs-container-instance-arn ` +
  'ecs-container-instance-id ecs-container-id ecs-second-container-id ecs-service-name ' +
  'ecs-task-definition-arn ecs-task-arn ecs-task-id';
const VERSION_10 = `${VERSION_7} reject-reason resource-id encryption-status`;

/** All fields of a version in the order in which AWS lists them; they differ in number. */
export const DEFAULT_ORDERS: readonly (readonly FlowField[])[] = [
  VERSION_2,
  VERSION_3,
  VERSION_4,
  VERSION_5,
  VERSION_7,
  VERSION_10,
].map((fields) => fields.split(' ').map(flowField));

/** `account-id`, `account_id` and `${account-id}`, as a flow log's `log_format` has it, as a field. */
export function flowField(text: string): FlowField {
  const name = text.replace(/^\$\{(.*)\}$/, '$1').replaceAll('-', '_');
  const [kind, pattern] = KINDS.get(name) ?? ['text', undefined];
  return { name, kind, pattern };
}

/** Whether AWS's documentation has a field of this name. */
export function isKnownField(text: string): boolean {
  return KNOWN.has(flowField(text).name);
}

const KNOWN = new Set(DEFAULT_ORDERS.at(-1)?.map(({ name }) => name));

/** Names without their separators, as CloudWatch writes them in camel case. */
const BY_BARE_NAME = new Map([...KNOWN].map((name) => [name.replaceAll('_', ''), name]));

/** `srcAddr`, `accountId`, `account-id` as the field that they are; another name as it is. */
export function fieldOfMember(name: string): FlowField {
  return flowField(BY_BARE_NAME.get(name.replace(/[-_]/g, '').toLowerCase()) ?? name);
}

/**
 * Sets a field to what its text means: a number, an instant as ISO 8601 in UTC, a text; null for `-`.
 *
 * @returns whether it is what the field holds
 */
export function setField(document: JsonObject, field: FlowField, text: string): boolean {
  const { name, kind, pattern } = field;
  if (text === '-') {
    document[name] = null;
    return true;
  }
  if (pattern?.test(text) === false) return false;
  if (kind === 'text') document[name] = text;
  else if (kind === 'integer') document[name] = Number(text);
  else document[name] = formatTimestamp({ ms: Number(text) * 1000, nanos: 0 });
  return true;
}
