import { S3Client } from '@aws-sdk/client-s3';
import {
  batchLogLine,
  batchResponse,
  createConform,
  createDeadline,
  createLog,
  createLogTypeFilter,
  createQuarantine,
  EnvReader,
  readEventSettings,
  requestTimes,
  settleByRecord,
  takeIn,
} from '@logdrive/log-stream';
import { s3ObjectStore } from '@logdrive/log-stream/s3';
import type { Context, KinesisStreamBatchResponse, KinesisStreamEvent } from 'aws-lambda';
import { httpsSink } from './https-sink.ts';
import { splunkHec } from './shapes.ts';

const env = new EnvReader(process.env);
const { keys, logTypes, timeZone } = readEventSettings(env);
const url = env.text('ENDPOINT');
const token = env.text('TOKEN'); // better: from Secrets Manager
const bucket = env.text('QUARANTINE_BUCKET');
env.done();

const log = createLog((line) => process.stdout.write(`${line}\n`));
const s3 = new S3Client({
  maxAttempts: 1, // the deadline bounds the retries, not a count
  requestHandler: requestTimes, // a request that gets no answer is given up, and tried again
});
const store = s3ObjectStore(s3, { bucket });
const quarantine = createQuarantine(store, 'quarantine', log);
const conform = createConform({ keys, timeZone, wants: createLogTypeFilter(logTypes) });
const sink = httpsSink({ url, shape: splunkHec(token) });

export async function handler(
  { Records: records }: KinesisStreamEvent,
  context: Context,
): Promise<KinesisStreamBatchResponse> {
  if (records.length === 0) return batchResponse(undefined);
  const started = Date.now();
  const deadline = createDeadline(() => context.getRemainingTimeInMillis());
  const intake = takeIn(records, conform);
  const result = await sink.deliver(intake.events, intake.batch, deadline);
  const settled = await settleByRecord({ records, intake, conform, result, quarantine, deadline });
  const { account, reasons, from } = settled;
  const nowMs = Date.now();
  const { functionName } = context;
  const durationMs = nowMs - started;
  const figures = result.figures ?? {};
  log.line(batchLogLine({ functionName, intake, account, reasons, figures, durationMs, nowMs }));
  return batchResponse(from);
}
