import { crc32, gunzipSync } from 'node:zlib';
import type { Reject } from '../decode/decoded-event.ts';
import { kinesisRecord } from '../testing/factories.ts';
import { batchOf } from './batch.ts';
import { createDeadline } from './deadline.ts';
import { createLog } from './log.ts';
import type { ObjectStore, StoredObject } from './object-store.ts';
import { createQuarantine } from './quarantine.ts';

const record = kinesisRecord({
  data: 'x',
  partitionKey: 'p',
  arrivedMs: Date.UTC(2026, 10, 20, 23, 59),
});
const batch = batchOf([record]);
const bytes = Buffer.from([0xff, 0x00, 0x0a]);
const rejects: Reject[] = [
  { reason: 'not_json', detail: 'invalid UTF-8', bytes, record, position: 0 },
  { reason: 'bad_time', detail: 'no', bytes: Buffer.from('{}'), record, position: 1 },
];
const deadline = createDeadline(() => 10_000);

function memoryStore(): ObjectStore & { objects: StoredObject[] } {
  const objects: StoredObject[] = [];
  return {
    objects,
    putOnce: async (object) => {
      objects.push(object);
      return 'written';
    },
  };
}

test('keeps reason, origin and original bytes, under a key that a retry makes again', async () => {
  const store = memoryStore();
  const quarantine = createQuarantine(store, 'quarantine', createLog(fail));
  expect(await quarantine.keep(rejects, batch, deadline)).toBe(true);
  await quarantine.keep(rejects, batch, deadline);
  const [object, again] = store.objects;
  expect(object?.key).toMatch(
    new RegExp(
      `^quarantine/date=2026-11-20/hour=23/.*-${batch.first}-${batch.last}-[0-9a-f]{8}.ndjson.gz$`,
    ),
  );
  expect(again?.key).toBe(object?.key);
  const lines = gunzipSync(object?.body ?? '')
    .toString()
    .trimEnd()
    .split('\n');
  expect(lines.map((line) => JSON.parse(line))).toEqual([
    {
      reason: 'not_json',
      detail: 'invalid UTF-8',
      stream: batch.stream,
      stream_arn: 'arn:aws:kinesis:eu-west-1:123456789012:stream/logs',
      shard: batch.shard,
      sequence_number: record.kinesis.sequenceNumber,
      position: 0,
      arrived: '2026-11-20T23:59:00.000Z',
      partition_key: 'p',
      data: bytes.toString('base64'),
    },
    expect.objectContaining({ reason: 'bad_time', position: 1, data: 'e30=' }),
  ]);
});

test('keeps lines of many megabytes, whose bytes are made one after another', async () => {
  const store = memoryStore();
  let held = 0;
  const late = Array.from({ length: 60 }, (_, position) => ({
    reason: 'not_object' as const,
    detail: '',
    record,
    position,
    get bytes() {
      held += 1;
      return Buffer.alloc(100_000, position);
    },
  }));
  expect(await createQuarantine(store, 'q', createLog(fail)).keep(late, batch, deadline)).toBe(
    true,
  );
  expect(held).toBe(60);
  const body = store.objects[0]?.body ?? Buffer.alloc(0);
  const content = gunzipSync(body);
  expect(store.objects[0]?.key).toContain(`-${crc32(content).toString(16).padStart(8, '0')}.`);
  const entries = content.toString().trimEnd().split('\n');
  expect(entries.map((line) => JSON.parse(line).position)).toEqual(late.map((_, index) => index));
});

test('says when a reject cannot be written', async () => {
  const lines: string[] = [];
  const bad: Reject = {
    reason: 'not_object',
    detail: '',
    record,
    position: 0,
    get bytes(): Buffer {
      throw new RangeError('Invalid string length');
    },
  };
  const log = createLog((line) => lines.push(line));
  const store = memoryStore();
  expect(await createQuarantine(store, 'q', log).keep([bad], batch, deadline)).toBe(false);
  expect(store.objects).toEqual([]);
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ errorMessage: 'Invalid string length' });
});

test('writes nothing when there is nothing to keep', async () => {
  const store = memoryStore();
  expect(await createQuarantine(store, 'q', createLog(fail)).keep([], batch, deadline)).toBe(true);
  expect(store.objects).toEqual([]);
});

test('says when it cannot keep, without the payload', async () => {
  const lines: string[] = [];
  const store: ObjectStore = { putOnce: () => Promise.reject(new Error('bucket is gone')) };
  const quarantine = createQuarantine(
    store,
    '',
    createLog((line) => lines.push(line)),
  );
  expect(await quarantine.keep(rejects, batch, deadline)).toBe(false);
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({
    level: 'ERROR',
    message: 'the quarantine cannot be written',
    errorMessage: 'bucket is gone',
    key: expect.stringMatching(/^date=2026/),
  });
});

function fail(line: string): never {
  throw new Error(`logged: ${line}`);
}

test('still writes when the destination has used up its time', async () => {
  const late = createDeadline(() => 400);
  expect(late.remainingMs()).toBe(0);
  let leftMs = 0;
  const store: ObjectStore = {
    async putOnce(_, { remainingMs }) {
      leftMs = remainingMs();
      return 'written';
    },
  };
  expect(await createQuarantine(store, 'q', createLog(fail)).keep(rejects, batch, late)).toBe(true);
  expect(leftMs).toBe(150);
});
