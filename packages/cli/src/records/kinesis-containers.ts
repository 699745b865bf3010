import { type JsonObject, type KinesisStreamRecord, parseTimestamp } from '@logdrive/log-stream';
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
  if (given?.[0] === undefined || !isObject(given[0].kinesis)) return undefined;
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
  const { payload } = document;
  const invocation = typeof payload === 'string' ? parseObject(payload) : payload;
  return isObject(invocation) ? ofInvocation(invocation, records) : undefined;
}

function ofGetRecords(document: JsonObject, records: RecordMaker): Records | undefined {
  const answers = objectsIn(document, 'Records');
  if (!answers?.every(({ SequenceNumber, Data }) => isText(SequenceNumber) && isText(Data))) {
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

function ofQuarantine(document: JsonObject, records: RecordMaker): Records | undefined {
  const { reason, sequence_number: sequenceNumber, shard, stream, data } = document;
  if (!isText(reason) || !isText(sequenceNumber) || !isText(data)) return undefined;
  const facts = {
    sequenceNumber,
    shard: isText(shard) ? shard : undefined,
    stream: isText(stream) ? stream : undefined,
    partitionKey: textIn(document, 'partition_key'),
    arrivedMs: parseTimestamp(document.arrived, 'UTC')?.ms,
  };
  return [records.make(data, facts)];
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}
