import { GetObjectCommand } from '@aws-sdk/client-s3';
import { createConform, EnvReader, readEventSettings, takeIn } from '@logdrive/log-stream';

const env = new EnvReader(process.env);
const { keys, timeZone } = readEventSettings(env);
env.done();
const conform = createConform({ keys, timeZone });

/**
 * The log events of a message, whatever the producer has packed into a record: lines, gzip, an
 * aggregate of the Kinesis Producer Library, an envelope of CloudWatch Logs.
 *
 * @throws Error when any of it is not a log event, or an object put aside cannot be read
 */
export async function readEvents(message, s3) {
  const data = await dataOf(message, s3);
  const { events, rejects } = takeIn([asRecord(message.MessageId, data)], conform);
  const [reject] = rejects;
  if (reject) throw new Error(`${reject.reason}: ${reject.detail}`);
  return events;
}

/** The record's data: the body itself, in base64, or in an object that the body points to. */
async function dataOf({ Body, MessageAttributes }, s3) {
  const body = MessageAttributes?.logdrive_body?.StringValue;
  if (body === undefined) return Buffer.from(Body);
  if (body === 'base64') return Buffer.from(Body, 'base64');
  if (body !== 's3') throw new Error(`logdrive_body is ${body}, which this worker does not know`);
  const { bucket, key } = JSON.parse(Body);
  const object = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
  return Buffer.from(await object.Body.transformToByteArray());
}

/** As a function gets it from a stream. Log ids that are missing are made from the message's id. */
function asRecord(messageId, data) {
  const kinesis = {
    data: data.toString('base64'),
    partitionKey: messageId,
    sequenceNumber: messageId,
    approximateArrivalTimestamp: Date.now() / 1000,
    kinesisSchemaVersion: '1.0',
  };
  return {
    kinesis,
    eventID: `shardId-000000000000:${messageId}`,
    eventSourceARN: 'arn:aws:kinesis:::stream/queue',
    awsRegion: '',
    eventName: 'aws:kinesis:record',
    eventSource: 'aws:kinesis',
    eventVersion: '1.0',
    invokeIdentityArn: '',
  };
}
