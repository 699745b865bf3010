import { type ChildProcessWithoutNullStreams, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { cloudwatchData, cloudwatchEnvelope } from '@logdrive/log-stream/testing';
import packageJson from '../package.json' with { type: 'json' };

const clone = join(import.meta.dirname, '../../..');
const bin = join(clone, 'node_modules/.bin');
const logdrive = join(bin, 'logdrive');
const env = { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH}` };

let dir: string;
let running: ChildProcessWithoutNullStreams | undefined;
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'logdrive-bin-'));
});
afterEach(() => running?.kill('SIGKILL'));
afterAll(() => rmSync(dir, { recursive: true }));

function run(args: string[], input: string | Buffer = '') {
  const { status, stdout, stderr } = spawnSync(logdrive, args, { env, input, encoding: 'utf8' });
  return { status, stderr, lines: stdout.split('\n').slice(0, -1) };
}

function start(args: string[]): ChildProcessWithoutNullStreams {
  running = spawn(logdrive, args, { env });
  return running;
}

test('npx runs it on the Node of the clone, whatever the Node of the system is', () => {
  const PATH = (process.env.PATH ?? '')
    .split(delimiter)
    .filter((folder) => !folder.endsWith(join('node_modules', '.bin')))
    .join(delimiter);
  const options = { cwd: clone, env: { ...process.env, PATH }, encoding: 'utf8' } as const;
  const npx = (command: string) =>
    spawnSync('sh', ['-c', `npx --no-install -- ${command}`], options);
  const version = npx('logdrive --version');
  expect(version.stdout).toBe(`${packageJson.version}\n`);
  expect(version.stderr).not.toMatch(/ExperimentalWarning|logdrive/);
  const node = npx('node --version');
  expect(node.stdout.trim()).toBe(process.version);
}, 30_000);

test('explains standard input, without a word on standard error', () => {
  const { status, stderr, lines } = run(['explain'], 'one\ntwo\n');
  expect([status, stderr]).toEqual([0, '']);
  expect(lines.map((line) => JSON.parse(line).event.message)).toEqual(['one', 'two']);
});

test('explains several files, binary ones too', () => {
  const files = [
    ['envelope.gz', cloudwatchData(cloudwatchEnvelope(['a']))],
    ['app.log.gz', gzipSync('b\n')],
    ['noise', Buffer.from('00ff1f8b0a0d', 'hex')],
  ].map(([name, data]) => {
    const path = join(dir, String(name));
    writeFileSync(path, data ?? '');
    return path;
  });
  const { status, lines } = run(['explain', ...files, '-'], 'c\n');
  expect(status).toBe(0);
  const found = lines.map((line) => JSON.parse(line));
  expect(found.map(({ event, reason }) => reason ?? event.message)).toEqual([
    ...['a', 'b', 'not_json', 'c'],
  ]);
});

test('bad usage is one line and exit code 2', () => {
  const { status, stderr, lines } = run(['explain', '--time-zone', 'Mars'], 'x');
  expect({ status, stderr, lines }).toEqual({
    status: 2,
    stderr: 'logdrive: --time-zone is "Mars": give an IANA name such as Europe/Berlin\n',
    lines: [],
  });
});

test('an output that is full is one line and exit code 1', () => {
  const { status, stderr } = spawnSync('sh', ['-c', 'echo line | logdrive explain > /dev/full'], {
    env,
    encoding: 'utf8',
  });
  if (!existsSync('/dev/full')) return;
  expect(stderr).toBe(
    'logdrive: the output cannot be written: ENOSPC: no space left on device, write\n',
  );
  expect(status).toBe(1);
});

test('a reader that has enough ends it quietly', async () => {
  const child = start(['explain']);
  const stderr = child.stderr.setEncoding('utf8').toArray();
  child.stdin.on('error', () => {}); // it closes its end as well
  const feed = setInterval(() => child.stdin.write('a line\n'.repeat(1000)), 5);
  await once(child.stdout, 'data');
  child.stdout.destroy();
  const [code, signal] = await once(child, 'exit');
  clearInterval(feed);
  expect([code, signal, (await stderr).join('')]).toEqual([0, null, '']);
});

test('a line is explained as soon as it has come', async () => {
  const child = start(['explain']);
  for (const message of ['one', 'two']) {
    child.stdin.write(`${message}\n`);
    const [text] = await once(child.stdout, 'data');
    expect(JSON.parse(String(text)).event.message).toBe(message);
  }
});

test('a slow reader slows it down', async () => {
  const child = start(['explain']);
  const chunk = 'a line of some length\n'.repeat(3000);
  let taken = 0;
  const feed = (async () => {
    while (taken < 100) {
      if (!child.stdin.write(chunk)) await once(child.stdin, 'drain');
      taken += 1;
    }
    child.stdin.end();
  })();
  await sleep(2_000);
  // 6 MB are to be written; pipes and streams hold a few chunks, then it waits.
  expect(taken).toBeLessThan(30);
  let lines = 0;
  child.stdout.on('data', (data: Buffer) => {
    for (const byte of data) if (byte === 0x0a) lines += 1;
  });
  await Promise.all([feed, once(child, 'close')]);
  expect(lines).toBe(100 * 3000);
}, 60_000);
