import { gunzipSync } from 'node:zlib';
import type { CloudWatchLogsDecodedData, KinesisStreamRecord } from 'aws-lambda';

/** An entry of a PutRecords call. */
export interface Entry {
  Data: Buffer;
  PartitionKey: string;
}

/** Parses the envelope and copies each message into an object; reads nothing in it. */
export function splice(records: readonly KinesisStreamRecord[]): Entry[] {
  const entries: Entry[] = [];
  for (const { kinesis } of records) {
    const text = gunzipSync(Buffer.from(kinesis.data, 'base64')).toString();
    const { owner, logGroup, logStream, logEvents }: CloudWatchLogsDecodedData = JSON.parse(text);
    const source = JSON.stringify({ logGroup, logStream, account: owner });
    for (const { id, timestamp, message } of logEvents) {
      const time = new Date(timestamp).toISOString();
      const json = `{"message":${JSON.stringify(message)},"log_type":"lambda","time":"${time}","log_id":"${id}","source":${source}}`;
      entries.push({ Data: Buffer.from(json), PartitionKey: id });
    }
  }
  return entries;
}
