import {
  createConform,
  defaultKeys,
  type LogEvent,
  type StoredObject,
  takeIn,
} from '@logdrive/log-stream';
import { cloudwatchData, cloudwatchEnvelope, kinesisRecord } from '@logdrive/log-stream/testing';
import { createShorten } from './large-events.ts';

const deadline = { remainingMs: () => 1_000, signal: AbortSignal.timeout(60_000) };

function largeEvent(): LogEvent {
  const message = `[ERROR]\t2026-11-21T05:00:00.123Z\tid\t${'x'.repeat(30_000)}`;
  const data = cloudwatchData(cloudwatchEnvelope([message]));
  const [event] = takeIn([kinesisRecord({ data })], createConform()).events;
  if (event === undefined) throw new Error('the event does not conform');
  return event;
}

/** A store in memory under the name of its bucket, and what shortens into it. */
function createStore(failing = false) {
  const objects = new Map<string, StoredObject>();
  const shorten = createShorten(
    { how: 's3', bucket: 'large', prefix: 'p' },
    defaultKeys,
    (bucket) => ({
      putOnce: async (object) => {
        if (failing) throw new Error('S3 is down');
        const key = `${bucket}/${object.key}`;
        if (objects.has(key)) return 'already_there';
        objects.set(key, object);
        return 'written';
      },
    }),
  );
  return { objects, shorten };
}

test('stores the whole event once, and points to it', async () => {
  const { objects, shorten } = createStore();
  const event = largeEvent();
  const pointer = await shorten(event, 20_000, deadline);
  expect(await shorten(largeEvent(), 20_000, deadline)).toEqual(pointer);
  const [[path, object] = ['', undefined]] = [...objects];
  expect(objects.size).toBe(1);
  expect(object?.body).toEqual(event.bytes);
  expect(path).toMatch(/^large\/p\/log_type=lambda\/date=2026-11-21\/hour=05\/[0-9a-f]{32}\.json$/);
  expect(JSON.parse(pointer?.toString() ?? '')).toEqual({
    time: '2026-11-21T05:00:00.123Z',
    log_type: 'lambda',
    log_id: event.logId,
    level: 'ERROR',
    source: {
      logGroup: '/aws/lambda/api',
      logStream: '2026/11/21/[$LATEST]5d3b8f0e7a1c4b6d9e2f1a0b3c4d5e6f',
      account: '123456789012',
      region: 'eu-west-1',
    },
    large_event: { bucket: 'large', key: object?.key, bytes: event.bytes.length },
  });
});

test('fails while the store does, and stores nothing for a pointer that would not fit', async () => {
  await expect(createStore(true).shorten(largeEvent(), 20_000, deadline)).rejects.toThrow('down');
  const { objects, shorten } = createStore();
  expect(await shorten(largeEvent(), 100, deadline)).toBeUndefined();
  expect(objects.size).toBe(0);
});
