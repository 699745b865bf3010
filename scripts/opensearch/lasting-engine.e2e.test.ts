import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureFolder, LOCAL } from '../paths.ts';
import { startLastingEngine, stopLastingEngine } from './lasting-engine.ts';
import { searchRequest } from './search-request.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(ensureFolder(LOCAL), 'lasting-engine-'));
});
afterEach(async () => {
  await stopLastingEngine(dir);
  rmSync(dir, { recursive: true });
});

const answer = (url: string) =>
  searchRequest({ url }, 'GET', '/_cluster/health').catch((error) => error.code);

test('the lasting engine answers when it is said to be up, is started once, and anew after a crash', async () => {
  const [one, two] = await Promise.all([startLastingEngine(dir), startLastingEngine(dir)]);
  expect([one.started, two.started].sort()).toEqual([false, true]);
  expect(two.url).toBe(one.url);
  expect(await answer(one.url)).toMatchObject({ status: 200 });

  process.kill(-one.group, 'SIGKILL');
  const second = await startLastingEngine(dir);
  expect(second.started).toBe(true);
  expect(second.group).not.toBe(one.group);
  expect(await answer(second.url)).toMatchObject({ status: 200 });

  expect(await stopLastingEngine(dir)).toBe(true);
  expect(await answer(second.url)).toBe('ECONNREFUSED');
  expect(await stopLastingEngine(dir)).toBe(false);
}, 300_000);
