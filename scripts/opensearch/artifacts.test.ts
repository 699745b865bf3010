import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureArtifact } from './artifacts.ts';

let folder: string;
const path = process.env.PATH;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'artifacts-'));
});
afterEach(() => {
  process.env.PATH = path;
  rmSync(folder, { recursive: true, force: true });
});

/** Puts a Maven on PATH that runs this shell script; `$out` is the folder it is told to fill. */
function maven(script: string) {
  const find = `for arg; do case $arg in -DoutputDirectory=*) out=$\{arg#*=} ;; esac; done`;
  const bin = join(folder, 'mvn');
  writeFileSync(bin, `#!/bin/sh\necho run >> ${folder}/runs\n${find}\n${script}\n`, {
    mode: 0o755,
  });
  process.env.PATH = `${folder}:${path}`;
}

describe('ensureArtifact', () => {
  test('asks Maven once, also when two want it at the same time', async () => {
    maven('sleep 0.2; mkdir "$out" && touch "$out/a.jar"');
    const cache = join(folder, 'cache');
    const both = [ensureArtifact('opensearch', cache), ensureArtifact('opensearch', cache)];
    const [first, second] = await Promise.all(both);
    expect(second).toBe(first);
    expect(readdirSync(first ?? '')).toEqual(['a.jar']);
    await ensureArtifact('opensearch', cache);
    expect(runs()).toBe(1);
  });

  test('asks again after a download that failed, and says what Maven said', async () => {
    const cache = join(folder, 'cache');
    maven('mkdir "$out"; echo "no route to registry"; exit 1');
    const failed = ensureArtifact('security', cache);
    await expect(failed).rejects.toThrow('Maven could not get security (exit 1):\nno route');
    maven('mkdir "$out"');
    expect(existsSync(await ensureArtifact('security', cache))).toBe(true);
    expect(runs()).toBe(2);
  });

  test('says in one line how to get Maven where there is none', async () => {
    process.env.PATH = folder;
    const missing = ensureArtifact('opensearch', join(folder, 'cache'));
    await expect(missing).rejects.toThrow(/^Maven is needed .*apt install maven"$/);
  });
});

/** How often Maven was run. */
function runs(): number {
  return readFileSync(join(folder, 'runs'), 'utf8').trim().split('\n').length;
}
