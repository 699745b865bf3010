import { KinesisClient } from '@aws-sdk/client-kinesis';
import { SQSClient } from '@aws-sdk/client-sqs';
import { createLog, createQuarantine, type QuarantineEntry } from '@logdrive/log-stream';
import { s3ObjectStore } from '@logdrive/log-stream/s3';
import { Acknowledged } from '../../../functions/kinesis-forward/src/acknowledged.ts';
import { type Config, parseConfig } from '../../../functions/kinesis-forward/src/config.ts';
import { createHandler } from '../../../functions/kinesis-forward/src/handler.ts';
import { kinesisSink } from '../../../functions/kinesis-forward/src/kinesis-sink.ts';
import { createRouter } from '../../../functions/kinesis-forward/src/router.ts';
import { sqsSink } from '../../../functions/kinesis-forward/src/sqs-sink.ts';
import { hasList, type Target } from '../../../functions/kinesis-forward/src/target.ts';
import type { Life } from '../../../packages/log-stream/src/testing/lambda-service.ts';
import { scheduledHttpHandler } from '../../../packages/log-stream/src/testing/scheduled/http-handler.ts';
import type { ScheduledCalls } from '../../../packages/log-stream/src/testing/scheduled/scheduled-calls.ts';
import { ScheduledKinesis } from '../../../packages/log-stream/src/testing/scheduled/scheduled-kinesis.ts';
import type { ScheduledS3 } from '../../../packages/log-stream/src/testing/scheduled/scheduled-s3.ts';
import { ScheduledSqs } from '../../../packages/log-stream/src/testing/scheduled/scheduled-sqs.ts';
import type { EnteredEvent } from '../world/entered-event.ts';
import type { Ledger } from '../world/ledger.ts';
import { defaultFates } from '../world/record-plan.ts';
import { Repeats } from '../world/repeats.ts';
import type { Subject } from '../world/subject.ts';
import { clientBasics, prepareS3, quarantineS3, scheduledS3Client } from './s3-client.ts';

/** Two targets with lists that overlap; the queue is a FIFO queue in every other variant. */
function configOf(variant: number): Config {
  const queue = variant & 2 ? 'queue.fifo' : 'queue';
  return parseConfig({
    SOURCE_STREAM_ARN: 'arn:aws:kinesis:eu-west-1:123456789012:stream/logs',
    QUARANTINE_BUCKET: 'quarantine',
    TARGETS: JSON.stringify([
      {
        name: 'stream',
        stream_arn: 'arn:aws:kinesis:eu-west-1:123456789012:stream/target',
        log_types: wanted.target,
        aggregate: (variant & 1) === 1,
      },
      {
        name: 'queue',
        queue_url: `https://sqs.eu-west-1.amazonaws.com/123456789012/${queue}`,
        log_types: wanted.queue,
      },
    ]),
  });
}

const wanted = { target: ['orders', 'lambda'], queue: ['orders', 'web'] };

/** Records to streams and queues by log type, put together as its index.ts does. */
export const kinesisForward: Subject = {
  name: 'kinesis-forward',
  services: ['kinesis', 'sqs', 's3'],
  faults: ['partial', 'partial', 'conflict'],
  // The time of an event is none of a router's business.
  fates: { ...defaultFates, missing_time: 'deliver', bad_time: 'deliver' },
  prepare: prepareS3,

  createWorld({ calls, ledger, schedule }) {
    const config = configOf(schedule.variant);
    const quarantine = quarantineS3((entry: QuarantineEntry) => ledger.quarantine(entry));
    const repeats = new Repeats(ledger, 'process');
    const outside = {
      ...{ calls, quarantine },
      kinesis: new ScheduledKinesis(repeats),
      sqs: new ScheduledSqs(repeats),
    };
    return {
      start: (life, write) => ({ handler: createFunction(config, { ...outside, life, write }) }),
      isDelivered: (event) => isEverywhere(event, ledger),
      checkEnd: () => {
        repeats.check();
        checkPlaces(ledger);
      },
    };
  },
};

/** Whether each target that wants the event has it. */
function isEverywhere({ n, logType = '' }: EnteredEvent, ledger: Ledger): boolean {
  const has = (name: string) => ledger.copiesOf(n).some(({ where }) => where.startsWith(name));
  const names = Object.entries(wanted).filter(([, logTypes]) => logTypes.includes(logType));
  return names.length > 0 && names.every(([name]) => has(name));
}

function checkPlaces(ledger: Ledger): void {
  for (const { n, logType = '' } of ledger.events) {
    for (const { where } of ledger.copiesOf(n)) {
      const logTypes = where.startsWith('queue') ? wanted.queue : wanted.target;
      if (logTypes.includes(logType)) continue;
      ledger.violations.push(`event #${n}# of ${logType || 'no log type'} went to ${where}`);
    }
  }
}

interface Outside {
  kinesis: ScheduledKinesis;
  sqs: ScheduledSqs;
  quarantine: ScheduledS3;
  calls: ScheduledCalls;
  life: Life;
  write: (line: string) => void;
}

function createFunction(config: Config, outside: Outside) {
  const { quarantine, calls, life, write } = outside;
  const log = createLog(write);
  const s3 = scheduledS3Client(quarantine, calls, life);
  const store = s3ObjectStore(s3, { bucket: config.quarantine.bucket });
  return createHandler({
    route: createRouter(config.targets, config.keys),
    targets: config.targets.map((target) => ({
      name: target.name,
      hasList: hasList(target),
      sink: sinkFor(target, outside),
    })),
    acknowledged: new Acknowledged(),
    quarantine: createQuarantine(store, config.quarantine.prefix, log),
    log,
  });
}

function sinkFor(target: Target, { kinesis, sqs, calls, life }: Outside) {
  if (target.kind === 'stream') {
    const requestHandler = scheduledHttpHandler(kinesis, calls, life);
    return kinesisSink(new KinesisClient({ ...clientBasics, requestHandler }), target);
  }
  const requestHandler = scheduledHttpHandler(sqs, calls, life, { requestTimeoutMs: 15_000 });
  const client = new SQSClient({
    ...{ ...clientBasics, requestHandler },
    ...{ useQueueUrlAsEndpoint: false, md5: false },
  });
  return sqsSink(client, target);
}
