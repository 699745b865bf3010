import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawnGuarded } from '../processes/guarded-spawn.ts';
import { answers, CloudStartError, startMiniStack } from './ministack.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ministack-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Something to run in the place of python. */
function standIn(script: string): string {
  const file = join(folder, 'python');
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
  return file;
}

describe('startMiniStack', () => {
  test('shows the end of the log when it ends at once', async () => {
    const python = standIn('for i in 1 2 3; do echo "line $i"; done; echo "no module" >&2; exit 7');
    const start = startMiniStack(python, join(folder, 'cloud'), spawnGuarded);
    await expect(start).rejects.toThrow(CloudStartError);
    await expect(start).rejects.toThrow(
      /ended at once \(exit 7\).*\nline 1\nline 2\nline 3\nno module/,
    );
  });

  test('says when it cannot be started at all', async () => {
    const start = startMiniStack('/no/python', join(folder, 'cloud'), spawnGuarded);
    await expect(start).rejects.toThrow('could not be started');
  });

  test('tries another port when somebody took the first', async () => {
    const python = standIn(`
      echo "$GATEWAY_PORT" >> ${folder}/ports
      if [ "$(wc -l < ${folder}/ports)" -lt 2 ]; then
        echo "ERROR: 127.0.0.1:$GATEWAY_PORT is already in use."; exit 1
      fi
      exec ${process.execPath} -e '
        require("http").createServer((_, answer) => answer.end(JSON.stringify(
          { edition: process.env.MINISTACK_EDITION }))).listen(process.env.GATEWAY_PORT, "127.0.0.1")'`);
    const cloud = await startMiniStack(python, join(folder, 'cloud'), spawnGuarded);
    expect(await answers(cloud.endpoint, cloud.token)).toBe(true);
    expect(await answers(cloud.endpoint, 'another token')).toBe(false);
    process.kill(-cloud.group, 'SIGKILL');
  });

  test('gives the functions nothing of the person who starts it', async () => {
    process.env.AWS_PROFILE = 'prod';
    process.env.NODE_OPTIONS_OF_MINE = '--inspect';
    const start = startMiniStack(standIn('env; exit 1'), join(folder, 'cloud'), spawnGuarded);
    const message = await start.catch((error: Error) => error.message);
    delete process.env.AWS_PROFILE;
    delete process.env.NODE_OPTIONS_OF_MINE;
    expect(message).toMatch(/^BIND_HOST=127\.0\.0\.1$/m);
    expect(message).toMatch(/^IOT_MTLS_ENABLED=0$/m);
    expect(message).toMatch(/^PATH=[^:]*\/node_modules\/\.bin:/m);
    expect(message).not.toMatch(/AWS_|NODE_OPTIONS_OF_MINE/);
  });
});
