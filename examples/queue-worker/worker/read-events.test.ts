import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

const readEvents = join(import.meta.dirname, 'read-events.mjs');

/** The types and ids of the log events in a message, as a worker with these settings reads them. */
function read(body: object, settings: Record<string, string> = {}): string[][] {
  const script = `
    import { readEvents } from ${JSON.stringify(readEvents)};
    const message = { MessageId: 'm', Body: process.argv[1] };
    const events = await readEvents(message);
    console.log(JSON.stringify(events.map(({ logType, logId }) => [logType, logId])));`;
  const args = ['--input-type=module', '--eval', script, JSON.stringify(body)];
  const env = { ...process.env, ...settings };
  return JSON.parse(
    execFileSync(process.execPath, args, { env, encoding: 'utf8', timeout: 30_000, stdio: 'pipe' }),
  );
}

test('events have the names of the common schema', () => {
  const event = { log_type: 'orders', log_id: '1', time: '2026-11-21T05:06:07Z' };
  expect(read(event)).toEqual([['orders', '1']]);
});

test('events have the names that the stack was given', () => {
  const event = { type: 'orders', id: '1', '@timestamp': '2026-11-21T05:06:07Z' };
  const settings = { LOG_TYPE_KEY: 'type', LOG_ID_KEY: 'id', TIME_KEY: '@timestamp' };
  expect(read(event, settings)).toEqual([['orders', '1']]);
  expect(() => read(event)).toThrow('log_type');
});

test('a wrong setting stops the worker before it reads anything', () => {
  expect(() => read({}, { LOG_TYPE_KEY: 'id', LOG_ID_KEY: 'id' })).toThrow('three different ones');
});
