import { prices } from './prices.ts';
import { type FunctionModule, type WatchedFunction, watchingCost } from './watching-cost.ts';

/** What a stack does with each gigabyte of logs; 1 is all of them, 0.5 half. */
export interface StackShape {
  /** `packed`: many events share a record, an aggregate or an envelope; else each event is one. */
  streams: readonly { share: number; readers: number; packed?: boolean }[];
  /** Functions that decode and deliver. */
  functions: readonly (WatchedFunction & { module: FunctionModule; share: number })[];
  /** Functions that subscribe log groups. */
  subscribers?: number;
  /** Share that is kept in S3, for how many months. */
  archive?: { share: number; months: number };
  /** Share that is searchable in OpenSearch, for how many days. */
  search?: { share: number; days: number };
  /** Share that goes through an SQS queue. */
  queue?: { share: number };
  /** Share that CloudWatch Logs takes in first. */
  cloudwatchLogs?: { share: number };
}

const hours = 730;
const days = 30.4;
/** Bytes of an event, newline included: what records and SQS's requests are counted by. */
const eventBytes = 700;
/** Kinesis rounds the size of each record up to these. */
const recordBytes = 1024;
/** Megabytes of logs that a function of 512 MB carries a second. */
const megabytesASecond = 3;
/** Text of logs, gzip 6. */
const compression = 8;
/** What an index takes on disk of a gigabyte of logs, with a replica. */
const indexed = 2.2;
/** Of a node's disk, before it must get another. */
const nodeGb = 500;

/** US dollars a month by part, at so many gigabytes of logs a day. */
export function monthlyCost(stack: StackShape, gbADay: number): Record<string, number> {
  const gb = gbADay * days;
  const all: Record<string, number> = {
    Kinesis: sum(stack.streams.map((stream) => streamCost(stream, gb))),
    Lambda: sum(stack.functions.map(({ share }) => functionCost(gb * share))),
    S3: stack.archive ? archiveCost(stack.archive, gb) : 0,
    OpenSearch: stack.search ? searchCost(stack.search, gbADay) : 0,
    SQS: stack.queue ? queueCost(gb * stack.queue.share) : 0,
    'CloudWatch Logs': (stack.cloudwatchLogs?.share ?? 0) * gb * prices.cloudwatchLogs.gbIn,
    'Metrics and alarms': watchingCost(stack.functions, stack.subscribers ?? 0),
  };
  return Object.fromEntries(Object.entries(all).filter(([, dollars]) => dollars > 0));
}

function streamCost(
  { share, readers, packed = false }: StackShape['streams'][number],
  gb: number,
): number {
  const { streamHour, gbIn, gbOut } = prices.kinesisOnDemand;
  const counted = packed ? 1 : recordBytes / eventBytes;
  return hours * streamHour + gb * share * counted * (gbIn + readers * gbOut);
}

function functionCost(gb: number): number {
  const seconds = (gb * 1024) / megabytesASecond;
  const invocations = Math.max((gb * 1024) / 4, hours * 60);
  return seconds * 0.5 * prices.lambda.gbSecond + (invocations / 1e6) * prices.lambda.million;
}

/** After the given months, when what is deleted equals what comes. */
function archiveCost({ share, months }: { share: number; months: number }, gb: number): number {
  const stored = (gb * share * months) / compression;
  // Objects: four log types a batch, a batch a minute and shard, or one for 4 MB.
  const puts = 4 * Math.max(hours * 60, (gb * share * 1024) / 4);
  return stored * prices.s3.gbMonth + (puts / 1000) * prices.s3.thousandPuts;
}

function searchCost({ share, days: kept }: { share: number; days: number }, gbADay: number) {
  const stored = gbADay * share * kept * indexed;
  const nodes = Math.max(2, Math.ceil(stored / nodeGb));
  return nodes * hours * prices.openSearch.nodeHour + stored * prices.openSearch.gbMonth;
}

/** Each message is sent, received and deleted, ten at a time. */
function queueCost(gb: number): number {
  const messages = (gb * 2 ** 30) / eventBytes;
  return ((messages / 10) * 3 * prices.sqs.million) / 1e6;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => a + b, 0);
}
