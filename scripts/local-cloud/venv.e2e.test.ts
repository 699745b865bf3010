import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { ensureVenv } from './venv.ts';

let top: string;
beforeEach(() => {
  top = mkdtempSync(join(tmpdir(), 'venv-'));
});
afterEach(() => {
  rmSync(top, { recursive: true, force: true });
});

/** Writes the smallest Python package, and a requirements file that wants it. */
function requirements(version: string, hash?: string): string {
  const info = `tiny-${version}.dist-info`;
  const files = {
    'tiny.py': `version = '${version}'\n`,
    [`${info}/METADATA`]: `Metadata-Version: 2.1\nName: tiny\nVersion: ${version}\n`,
    [`${info}/WHEEL`]:
      'Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n',
    [`${info}/RECORD`]: '',
  };
  const entries = Object.entries(files).map(([name, text]) => [name, strToU8(text)]);
  // The same bytes, and so the same hash, each time.
  const wheel = zipSync(Object.fromEntries(entries), { mtime: new Date(2000, 0, 1) });
  const file = join(top, `tiny-${version}-py3-none-any.whl`);
  writeFileSync(file, wheel);
  const sha256 = hash ?? createHash('sha256').update(wheel).digest('hex');
  const list = join(top, 'requirements.txt');
  writeFileSync(list, `${file} --hash=sha256:${sha256}\n`);
  return list;
}

test('makes the environment once, again when the requirements change, never with another hash', async () => {
  const folder = join(top, 'venv');
  const stamp = join(folder, 'installed.sha256');
  const installed = (version: string) =>
    readdirSync(folder, { recursive: true }).some((path) =>
      String(path).endsWith(`tiny-${version}.dist-info`),
    );

  const wrong = requirements('1.0', '0'.repeat(64));
  await expect(ensureVenv(folder, wrong)).rejects.toThrow(/pip install.*failed[\s\S]*HASHES/);
  expect(existsSync(stamp)).toBe(false);

  const python = await ensureVenv(folder, requirements('1.0'));
  expect(installed('1.0')).toBe(true);
  const made = statSync(stamp).mtimeMs;
  expect(await ensureVenv(folder, requirements('1.0'))).toBe(python);
  expect(statSync(stamp).mtimeMs).toBe(made);

  await ensureVenv(folder, requirements('2.0'));
  expect([installed('1.0'), installed('2.0')]).toEqual([false, true]);
}, 180_000);
