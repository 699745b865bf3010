import type { KinesisStreamRecord } from '@logdrive/log-stream';
import { parseObject } from '../../../records/json-object.ts';
import { kinesisRecords } from '../../../records/kinesis-containers.ts';
import { cloudWatchRecords } from './cloudwatch-containers.ts';
import type { ReadOptions } from './piece.ts';

/** Words of which each container has one: most documents are settled by this one look. */
const containerWord = /"(?:Records|payload|sequence_number|awslogs|events)"/;

/**
 * Records that a JSON document holds when it is one of those in which AWS's tools and Logdrive hand
 * records about; undefined for a document that is itself what a record holds. Of an input
 * that is said to be of one kind, containers of the other kind are none.
 */
export function containedRecords(
  bytes: Buffer,
  options: ReadOptions,
): KinesisStreamRecord[] | undefined {
  const { kind, records } = options;
  const text = bytes.toString();
  if (!containerWord.test(text)) return undefined;
  const document = parseObject(text);
  if (document === undefined) return undefined;
  const kinesis = kind === 'cloudwatch' ? undefined : kinesisRecords(document, records);
  if (kinesis !== undefined || kind === 'record') return kinesis;
  return cloudWatchRecords(document, options);
}
