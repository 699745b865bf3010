import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { GetObjectTaggingCommand } from '@aws-sdk/client-s3';
import {
  createConform,
  createDeadline,
  createLog,
  createQuarantine,
  takeIn,
} from '@logdrive/log-stream';
import { s3ObjectStore } from '@logdrive/log-stream/s3';
import { kinesisRecord } from '@logdrive/log-stream/testing';
import { wildRecords } from '../../../../../scripts/demo/samples/wild-records.ts';
import { quarantineLine, ReplayCloud } from '../../../../../scripts/local-cloud/replay-cloud.ts';

let local: ReplayCloud;

beforeAll(async () => {
  local = await ReplayCloud.start();
}, 120_000);

afterAll(() => local?.stop());

test('every bad input is quarantined; what can be mended is mended and replayed, the rest is told', async () => {
  const bucket = await local.makeBucket('wild-inputs');
  const stream = await local.makeStream('mended');
  const log = createLog(() => {});
  const store = s3ObjectStore(local.clients.s3, { bucket });
  const records = wildRecords('eu-west-1').map(({ data }) => kinesisRecord({ data }));
  const { rejects, batch } = takeIn(records, createConform());
  const end = Date.now() + 20_000;
  const quarantine = createQuarantine(store, 'quarantine', log);
  const deadline = createDeadline(() => end - Date.now());
  expect(await quarantine.keep(rejects, batch, deadline)).toBe(true);

  const source = `s3://${bucket}/quarantine/`;
  const untouched = await local.replay([source, '--to', `stream:${stream}`]);
  expect(untouched).toMatchObject({ code: 1, stderr: '' });
  expect(await local.arrivedIn(stream)).toEqual([]);

  const mend = '$merge([$, {"time": $arrived, "log_type": log_type ? log_type : "unknown"}])';
  const mended = await local.replay([source, '--to', `stream:${stream}`, '--fix', mend]);
  const sent = Number(/^(\d+) events sent$/m.exec(mended.stdout)?.[1]);
  const left = [...mended.stdout.matchAll(/^(\d+) left: (\w+)$/gm)];
  const leftCount = left.reduce((sum, [, count]) => sum + Number(count), 0);
  expect(mended.code).toBe(1);
  expect(sent + leftCount).toBe(rejects.length);
  expect(left.map(([, , reason]) => reason)).not.toContain('missing_time');
  const arrived = await local.arrivedIn(stream);
  expect(arrived).toHaveLength(sent);
  expect(arrived.every(({ time }) => typeof time === 'string')).toBe(true);
  expect(new Set(arrived.map(({ log_id }) => log_id)).size).toBe(sent);

  // A second time there is nothing to send.
  const again = await local.replay([source, '--to', `stream:${stream}`, '--fix', mend]);
  expect(again.stdout).toContain(`0 events sent\n${sent} sent by an earlier run\n`);
}, 120_000);

test('a dry run says what would become of each, and sends nothing', async () => {
  const bucket = await local.makeBucket('dry-run');
  const stream = await local.makeStream('never-used');
  const lines = [
    quarantineLine({ log_type: 'app', time: '2026-11-21' }, 'too_large', 1),
    quarantineLine('{', 'not_json', 2),
  ];
  await local.put(bucket, 'quarantine/x.ndjson.gz', gzipSync(lines.join('\n')));
  const args = [`s3://${bucket}/`, '--dry-run', '--to', `stream:${stream}`];
  const { stdout, stderr, code } = await local.replay(args);
  const [first, second] = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(first).toMatchObject({ action: 'send', to: `stream:${stream}`, log_type: 'app' });
  expect(second).toMatchObject({ action: 'leave', reason: 'not_json', why: 'not_json' });
  expect({ stderr, code }).toEqual({
    stderr: '1 events would be sent\n1 left: not_json\n',
    code: 1,
  });
  expect(await local.arrivedIn(stream)).toEqual([]);
}, 60_000);

test('selects by reason, log type, stream and time', async () => {
  const bucket = await local.makeBucket('selection');
  const good = (type: string) => ({ log_type: type, time: '2026-11-21T05:00:00Z' });
  const lines = [
    quarantineLine(good('app'), 'refused:mapper_parsing_exception', 1),
    quarantineLine(good('web'), 'refused:mapper_parsing_exception', 2),
    quarantineLine(good('app'), 'too_large', 3),
  ];
  await local.put(bucket, 'q/x.ndjson', lines.join('\n'));
  const selected = async (...args: string[]) => {
    const { stdout } = await local.replay([`s3://${bucket}/q/`, '--dry-run', ...args]);
    const found = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    return found.map(({ action }) => action === 'send');
  };
  expect(await selected('--reason', 'refused:*')).toEqual([true, true, false]);
  expect(await selected('--log-type', 'app')).toEqual([true, false, true]);
  expect(await selected('--stream', 'other')).toEqual([false, false, false]);
  expect(await selected('--since', '2026-11-21T05:00:00Z')).toEqual([true, true, true]);
  expect(await selected('--until', '2026-11-21T05:00:00Z')).toEqual([false, false, false]);
}, 60_000);

test('killed at ten random points and started again, it sends each event, and repeats one call at most', async () => {
  const bucket = await local.makeBucket('killed');
  const stream = await local.makeStream('after-kills');
  const count = 6_000;
  const lines = Array.from({ length: count }, (_, n) =>
    quarantineLine({ log_type: 'app', time: '2026-11-21T05:00:00Z', n }, 'refused:busy', n),
  );
  for (let part = 0; part < 12; part += 1) {
    const own = lines.slice(part * 500, part * 500 + 500).join('\n');
    await local.put(bucket, `q/${String(part).padStart(2, '0')}.ndjson.gz`, gzipSync(own));
  }
  const args = [`s3://${bucket}/q/`, '--to', `stream:${stream}`, '--rate', '4000'];
  for (let kill = 0; kill < 10; kill += 1) {
    const child = local.begin(args);
    const ended = new Promise((resolve) => child.on('close', resolve));
    await Promise.race([ended, sleep(500 + randomInt(700))]);
    child.kill('SIGKILL');
    await ended;
  }
  expect(await local.replay(args)).toMatchObject({ code: 0, stderr: '' });
  const arrived = await local.arrivedIn(stream);
  expect(new Set(arrived.map(({ n }) => n)).size).toBe(count);
  const ids = new Map(arrived.map(({ n, log_id }) => [n, log_id]));
  expect(arrived.every(({ n, log_id }) => ids.get(n) === log_id)).toBe(true);
  expect(arrived.length - count).toBeLessThanOrEqual(10 * 500);
  const { TagSet: tags } = await local.clients.s3.send(
    new GetObjectTaggingCommand({ Bucket: bucket, Key: 'q/00.ndjson.gz' }),
  );
  expect(tags?.map(({ Key }) => Key)).toEqual(['logdrive-replayed']);
}, 180_000);

test('what went through is moved, what did not stays', async () => {
  const bucket = await local.makeBucket('moved');
  const stream = await local.makeStream('moved');
  await local.put(
    bucket,
    'q/good.ndjson',
    quarantineLine({ log_type: 'app', time: '2026-11-21' }, 'refused:x', 1),
  );
  await local.put(bucket, 'q/bad.ndjson', quarantineLine('{', 'not_json', 2));
  await local.put(bucket, 'q/broken.gz', gzipSync('{}').subarray(0, -9));
  const args = [`s3://${bucket}/q/`, '--to', `stream:${stream}`, '--after', 'move'];
  const { code, stderr } = await local.replay(args);
  expect(code).toBe(1);
  expect(stderr).toBe(
    `logdrive: s3://${bucket}/q/broken.gz: the gzip data is damaged or cut off: give the whole file\n`,
  );
  expect(await local.keysIn(bucket)).toEqual([
    'q/bad.ndjson',
    'q/broken.gz',
    'replayed/q/good.ndjson',
  ]);
}, 60_000);
