import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** Node's heap in a function with 512 MB, as V8 sets it there. */
const heap = ['--max-old-space-size=460', '--max-semi-space-size=25'];
const megabytes = 512;

const here = (path: string) => JSON.stringify(join(import.meta.dirname, path));

/** The function with a store that takes everything; the data of a record comes by standard input. */
const program = `
import { readFileSync } from 'node:fs';
import { createConform, createLog, createQuarantine } from ${here('../../../packages/log-stream/src/index.ts')};
import { kinesisRecord } from ${here('../../../packages/log-stream/src/testing/index.ts')};
import { createEncoding } from ${here('compression.ts')};
import { createHandler } from ${here('handler.ts')};
import { createPartitioner } from ${here('partitions.ts')};
import { s3Sink } from ${here('s3-sink.ts')};

const data = readFileSync(0);
const store = { putOnce: async () => 'written' };
const lines = [];
const log = createLog((line) => lines.push(line));
const encoding = createEncoding({ kind: 'gzip', level: 6 });
const partition = createPartitioner('UTC');
const handler = createHandler({
  conform: createConform(),
  sink: s3Sink({ store, partition, encoding, prefix: '', log }),
  quarantine: createQuarantine(store, 'quarantine', log),
  log,
});
const Records = Array.from({ length: Number(process.argv[1]) }, () => kinesisRecord({ data }));
const context = { functionName: 'archive', getRemainingTimeInMillis: () => 60_000 };
await handler({ Records }, context);
const { quarantined_by_reason: reasons, EventsReceived: received } = JSON.parse(lines.at(-1));
const peak = process.resourceUsage().maxRSS / 1024;
console.log(JSON.stringify({ lines: lines.length, reasons, received, peak }));
`;

function run(text: string, records: number) {
  const input = gzipSync(text);
  const flags = ['--disable-warning=ExperimentalWarning', '--input-type=module'];
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [...heap, ...flags, '--eval', program, '--', String(records)],
    { input, encoding: 'utf8', timeout: 60_000, killSignal: 'SIGKILL' },
  );
  if (status !== 0) throw new Error(`it ended with ${status}: ${stderr.slice(-2000)}`);
  return JSON.parse(stdout);
}

const event = '{"log_type":"a","time":"2026-11-21T05:00:00Z"}';
const envelope = (logGroup: string, logEvents: string[]) =>
  `{"messageType":"DATA_MESSAGE","owner":"123456789012","logGroup":"${logGroup}","logStream":"s",` +
  `"subscriptionFilters":["f"],"logEvents":[${logEvents.join(',')}]}`;
const list = (count: number, value: string) => Array<string>(count).fill(value);
const withList = (members: string, values: string[]) =>
  `${event.slice(0, -1)},${members}"x":[${values.join(',')}]}`;

/** Records of a few hundred bytes to some kilobytes, each of which once ended the function. */
test.each<[what: string, text: string, records: number, outcome: object]>([
  [
    'refused log events under a name of 3.9 KB',
    envelope('g'.repeat(3900), list(60_000, '0')),
    1,
    { reasons: { inflate_limit: 1 } },
  ],
  [
    'refused log events, as many as there may be',
    envelope('/aws/lambda/app', list(99_000, '0')),
    3,
    { reasons: { not_object: 99_000 } },
  ],
  [
    'lines that are none, as many as there may be',
    list(99_000, 'x').join('\n'),
    3,
    { reasons: { not_json: 99_000 } },
  ],
  [
    'events, as many as there may be',
    list(1000, event).join('\n'),
    1000,
    { received: 120_000, reasons: {} },
  ],
  [
    'events that each name a log group of 3.9 KB',
    envelope('g'.repeat(3900), list(90_000, '{"id":"1","timestamp":1795236208000,"message":"a"}')),
    1,
    { reasons: { inflate_limit: 1 } },
  ],
  ['16 million log events', envelope('/a', list(16_000_000, '0')), 1, { received: 1 }],
  [
    'eight million objects',
    withList('', list(8_000_000, '{}')),
    1,
    { reasons: { inflate_limit: 1 } },
  ],
  [
    'an event of a million numbers that must be written anew',
    withList('"log_id":null,', list(990_000, '1')),
    1,
    { reasons: { schema: 1 } },
  ],
])('%s: memory for it is enough', (_, text, records, outcome) => {
  const { peak, lines, ...rest } = run(text, records);
  expect(rest).toMatchObject(outcome);
  expect(lines).toBe(1); // no error beside the line of the batch
  expect(peak).toBeLessThan(megabytes);
});
