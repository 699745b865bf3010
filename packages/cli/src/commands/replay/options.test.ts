import { help } from './help.ts';
import { parseReplayOptions } from './options.ts';

const now = Date.UTC(2026, 10, 21, 12);
const parse = (...args: string[]) => parseReplayOptions(args, now);
const to = ['--to', 'stream:logs'];

test('a bucket, a prefix and a stream', () => {
  expect(parse('s3://logs/quarantine/', ...to)).toMatchObject({
    source: { bucket: 'logs', prefix: 'quarantine/' },
    target: { stream: 'logs' },
    rate: 500,
    after: 'tag',
    dryRun: false,
  });
});

test.each([
  'https://sqs.eu-west-1.amazonaws.com/123456789012/dead-letters',
  'http://127.0.0.1:4566/000000000000/dead.fifo',
])('the queue %s', (queueUrl) => {
  expect(parse(queueUrl, '--to', 'function:archive')).toMatchObject({
    source: { queueUrl },
    target: { function: 'archive' },
  });
});

test('a selection', () => {
  const { selection } = parse(
    ...['s3://logs', '--dry-run', '--reason', 'bad_time,refused:*', '--log-type', 'app'],
    ...['--since', '6h', '--until', '2026-11-21T11:00:00Z', '--stream', 'logs'],
  );
  const { reason = () => false, logType = () => false, ...rest } = selection;
  expect([reason('refused:mapper'), reason('schema'), logType('app'), logType('web')]).toEqual([
    true,
    false,
    true,
    false,
  ]);
  expect(rest).toEqual({ stream: 'logs', sinceMs: now - 6 * 3_600_000, untilMs: now - 3_600_000 });
});

test.each([
  [[], 'give one source: s3://bucket/prefix, or the URL of an SQS queue'],
  [['s3://logs'], 'say where to with --to stream:NAME or --to function:NAME, or --dry-run'],
  [['s3://logs', 's3://more', ...to], 'give one source'],
  [['logs/quarantine', ...to], '"logs/quarantine" is no source: give s3://bucket/prefix'],
  [['s3://logs', '--to', 'logs'], '--to is "logs": give stream:NAME or function:NAME'],
  [['s3://logs', ...to, '--since', 'soon'], '--since is "soon": give a time such as'],
  [['s3://logs', ...to, '--rate', '0'], '--rate is "0": give events a second'],
  [['s3://logs', ...to, '--after', 'burn'], '--after is "burn": give one of tag, move, keep'],
  [['s3://logs', ...to, '--reason', 'a,,b'], '--reason has an empty name'],
  [['s3://logs', ...to, '--fxi', 'a'], 'there is no option --fxi: logdrive replay --help lists'],
])('%j: %s', (args, words) => {
  expect(() => parse(...args)).toThrow(words);
});

test('the help names every option', () => {
  for (const option of ['to', 'dry-run', 'reason', 'log-type', 'stream', 'since', 'fix', 'rate']) {
    expect(help).toMatch(new RegExp(`--${option}\\b`));
  }
  expect(help.split('\n').every((line) => line.length <= 100)).toBe(true);
});
