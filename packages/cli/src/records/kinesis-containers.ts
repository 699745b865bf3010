import {
  type JsonObject,
  type KinesisStreamRecord,
  parseTimestamp,
  type QuarantineEntry,
} from '@logdrive/log-stream';
import { isObject, objectsIn, parseObject, textIn } from './json-object.ts';
import type { RecordMaker } from './record-maker.ts';

type Records = KinesisStreamRecord[];

/**
 * Records of a document in which Kinesis records are handed about; undefined for any other document.
 * These are known: the event of a function that reads a stream, the whole invocation that Lambda
 * leaves in S3 when it fails, the answer of `aws kinesis get-records`, and a line of the quarantine.
 */
export function kinesisRecords(document: JsonObject, records: RecordMaker): Records | undefined {
  return (
    ofInvocation(document, records) ??
    ofFailedInvocation(document, records) ??
    ofGetRecords(document, records) ??
    ofQuarantine(document, records)
  );
}

function ofInvocation(document: JsonObject, records: RecordMaker): Records | undefined {
  const given = objectsIn(document, 'Records');
  if (!given?.every(({ eventSource }) => eventSource === 'aws:kinesis')) return undefined;
  return given.map((record) => ofLambda(record, records));
}

/** A record as Lambda hands it over: what it says is kept, so that derived ids are those of the stream. */
function ofLambda(record: JsonObject, records: RecordMaker): KinesisStreamRecord {
  const kinesis = isObject(record.kinesis) ? record.kinesis : {};
  const arrived = kinesis.approximateArrivalTimestamp;
  const made = records.make(textIn(kinesis, 'data') ?? '', {
    sequenceNumber: textIn(kinesis, 'sequenceNumber'),
    partitionKey: textIn(kinesis, 'partitionKey'),
    arrivedMs: typeof arrived === 'number' ? arrived * 1000 : undefined,
  });
  const { eventID, eventSourceARN, awsRegion } = made;
  return {
    ...made,
    eventID: textIn(record, 'eventID') ?? eventID,
    eventSourceARN: textIn(record, 'eventSourceARN') ?? eventSourceARN,
    awsRegion: textIn(record, 'awsRegion') ?? awsRegion,
  };
}

function ofFailedInvocation(document: JsonObject, records: RecordMaker): Records | undefined {
  const { payload, requestContext } = document;
  if (!isObject(requestContext)) return undefined;
  const invocation = typeof payload === 'string' ? parseObject(payload) : payload;
  return isObject(invocation) ? ofInvocation(invocation, records) : undefined;
}

function ofGetRecords(document: JsonObject, records: RecordMaker): Records | undefined {
  const answers = objectsIn(document, 'Records');
  if (!answers?.every((answer) => areTexts(answer, ['SequenceNumber', 'PartitionKey', 'Data']))) {
    return undefined;
  }
  return answers.map((answer) =>
    records.make(textIn(answer, 'Data') ?? '', {
      sequenceNumber: textIn(answer, 'SequenceNumber'),
      partitionKey: textIn(answer, 'PartitionKey'),
      arrivedMs: parseTimestamp(answer.ApproximateArrivalTimestamp, 'UTC')?.ms,
    }),
  );
}

/** All that an entry has had from the first: an application's event may well have some of it. */
const entryTexts: readonly (keyof QuarantineEntry)[] = [
  ...(['reason', 'detail', 'stream', 'shard', 'sequence_number'] as const),
  ...(['arrived', 'partition_key', 'data'] as const),
];

function ofQuarantine(document: JsonObject, records: RecordMaker): Records | undefined {
  if (!areTexts(document, entryTexts) || typeof document.position !== 'number') return undefined;
  const facts = {
    sequenceNumber: textIn(document, 'sequence_number'),
    shard: textIn(document, 'shard'),
    stream: textIn(document, 'stream'),
    streamArn: textIn(document, 'stream_arn'),
    partitionKey: textIn(document, 'partition_key'),
    arrivedMs: parseTimestamp(document.arrived, 'UTC')?.ms,
  };
  return [records.make(textIn(document, 'data') ?? '', facts)];
}

function areTexts(document: JsonObject, names: readonly string[]): boolean {
  return names.every((name) => typeof document[name] === 'string');
}
