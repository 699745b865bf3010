import type { EnvReader } from '@logdrive/log-stream';
import type { Target } from './target.ts';

const mebibyte = 1024 * 1024;
const streamArn = /^arn:aws[\w-]*:kinesis:[\w-]+:\d{12}:stream\/[\w.-]{1,128}$/;
const queueUrl = /^https?:\/\/[^\s/]+\/\d{12}\/[\w-]{1,80}(\.fifo)?$/;

type Given = Readonly<Record<string, unknown>>;

/** Takes a problem with a member of a target, with the mend. */
type Problem = (member: string, mend: string) => void;

/**
 * Reads TARGETS, a JSON array of objects. Problems go to `env`.
 *
 * @param logIdKey the member that `"partition_key": "log_id"` stands for
 */
export function readTargets(env: EnvReader, logIdKey: string): Target[] {
  const given = parse(env.text('TARGETS'));
  if (!Array.isArray(given) || given.length === 0 || !given.every(isObject)) {
    env.problem('TARGETS', 'is not a JSON array of objects with one target at least: set it');
    return [];
  }
  const targets = given.map((each, index) => readTarget(each, index, logIdKey, env));
  checkApart(targets, env);
  return targets;
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Given {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function readTarget(given: Given, index: number, logIdKey: string, env: EnvReader): Target {
  const name = typeof given.name === 'string' ? given.name : '';
  const problem: Problem = (member, mend) =>
    env.problem('TARGETS', `has a wrong ${member} in target ${name || index + 1}: ${mend}`);
  if (!/^[\w-]{1,32}$/.test(name)) problem('name', "give 1 to 32 letters, digits, '-' or '_'");
  const common = {
    name,
    logTypes: texts(given, 'log_types', problem),
    except: texts(given, 'except', problem),
  };
  if ((given.stream_arn === undefined) === (given.queue_url === undefined)) {
    problem('destination', 'give either stream_arn or queue_url');
  }
  return given.queue_url === undefined
    ? { ...common, ...readStream(given, logIdKey, problem) }
    : { ...common, ...readQueue(given, problem) };
}

function readStream(given: Given, logIdKey: string, problem: Problem) {
  const arn = text(given, 'stream_arn', problem) ?? '';
  if (!streamArn.test(arn)) problem('stream_arn', 'give the ARN of a data stream');
  const key = text(given, 'partition_key', problem);
  for (const member of ['group_id', 'large_messages']) {
    if (isGiven(given[member])) problem(member, 'leave it out, it is for queues');
  }
  return {
    kind: 'stream' as const,
    streamArn: arn,
    partitionKey: key === 'log_id' ? logIdKey : key,
    aggregate: flag(given, 'aggregate', problem),
    recordBytes: bytes(given, 10 * mebibyte, problem),
  };
}

function readQueue(given: Given, problem: Problem) {
  const url = text(given, 'queue_url', problem) ?? '';
  if (!queueUrl.test(url)) problem('queue_url', 'give the URL of a queue');
  const fifo = url.endsWith('.fifo');
  const groupId = text(given, 'group_id', problem);
  if (groupId !== undefined && !fifo) problem('group_id', 'leave it out, it is for FIFO queues');
  const largeMessages = text(given, 'large_messages', problem) ?? 'quarantine';
  if (largeMessages !== 'quarantine' && largeMessages !== 's3') {
    problem('large_messages', 'give quarantine or s3');
  }
  for (const member of ['partition_key', 'aggregate']) {
    if (isGiven(given[member])) problem(member, 'leave it out, it is for streams');
  }
  return {
    kind: 'queue' as const,
    queueUrl: url,
    fifo,
    groupId,
    largeMessages: largeMessages === 's3' ? ('s3' as const) : ('quarantine' as const),
    recordBytes: bytes(given, mebibyte, problem),
  };
}

/** Null, false and what is left out say the same. */
function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null && value !== false;
}

function text(given: Given, member: string, problem: Problem): string | undefined {
  const value = given[member];
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'string' && value !== '') return value;
  problem(member, 'give a text that is not empty, or leave it out');
  return undefined;
}

/** An empty text in an allow-list would match nothing and drop everything. */
function texts(given: Given, member: string, problem: Problem): string[] {
  const value = given[member] ?? [];
  if (Array.isArray(value) && value.every((item) => typeof item === 'string' && item !== '')) {
    return value;
  }
  problem(member, 'give an array of texts, none of them empty');
  return [];
}

function flag(given: Given, member: string, problem: Problem): boolean {
  const value = given[member] ?? false;
  if (typeof value !== 'boolean') problem(member, 'give true or false');
  return value === true;
}

function bytes(given: Given, most: number, problem: Problem): number {
  const value = given.record_bytes ?? mebibyte;
  if (Number.isInteger(value) && Number(value) >= 1024 && Number(value) <= most) {
    return Number(value);
  }
  problem('record_bytes', `give a whole number from 1024 to ${most}`);
  return mebibyte;
}

/** Figures go by name, and what went to one place from two lists would be there twice. */
function checkApart(targets: readonly Target[], env: EnvReader): void {
  const seen = new Set<string>();
  for (const target of targets) {
    const place = target.kind === 'stream' ? target.streamArn : target.queueUrl;
    for (const mark of [`name ${target.name}`, `destination ${place}`]) {
      if (seen.has(mark)) env.problem('TARGETS', `has the ${mark} twice: merge the two targets`);
      seen.add(mark);
    }
  }
}
