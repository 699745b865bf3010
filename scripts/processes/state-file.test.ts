import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StateFile } from './state-file.ts';

interface State {
  url: string;
}

let folder: string;
let file: StateFile<State>;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'state-file-'));
  file = new StateFile<State>(join(folder, 'state.json'), ({ url }) => url !== undefined);
});
afterEach(() => rmSync(folder, { recursive: true }));

test('is there while the start runs, tells nothing yet, and keeps what it answers', async () => {
  const state = await file.keep(async () => {
    expect(existsSync(file.path)).toBe(true);
    expect(file.read()).toBeUndefined();
    return { url: 'http://127.0.0.1:9200' };
  });
  expect(file.read()).toEqual(state);
  file.remove();
  expect(file.read()).toBeUndefined();
});

test('is gone when the start fails', async () => {
  const failing = file.keep(() => Promise.reject(new Error('no port is free')));
  await expect(failing).rejects.toThrow('no port is free');
  expect(existsSync(file.path)).toBe(false);
});
