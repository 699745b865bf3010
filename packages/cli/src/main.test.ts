import { PassThrough, Readable } from 'node:stream';
import packageJson from '../package.json' with { type: 'json' };
import { commands } from './commands/registry.ts';
import { main } from './main.ts';

async function run(args: string[], input = '', terminal = false) {
  const stdin = Object.assign(Readable.from([Buffer.from(input)]), { isTTY: terminal });
  const io = { stdin, stdout: new PassThrough(), stderr: new PassThrough() };
  const code = await main(args, io);
  const text = (stream: PassThrough) => String(stream.read() ?? '');
  return { code, stdout: text(io.stdout), stderr: text(io.stderr) };
}

test('says what there is', async () => {
  const { code, stdout } = await run(['--help']);
  expect(code).toBe(0);
  expect(stdout).toContain('explain     what becomes of a record');
  expect(await run(['-h'])).toEqual({ code, stdout, stderr: '' });
  expect((await run(['explain', '--help'])).stdout).toMatch(/^Usage: logdrive explain/);
});

test('prints its version', async () => {
  expect((await run(['--version'])).stdout).toBe(`${packageJson.version}\n`);
});

const names = [...commands.keys()].join(', ');

test.each([
  [[], `logdrive: give a command: ${names} (logdrive --help says more)`],
  [['explian'], `logdrive: there is no command "explian": give one of ${names}`],
  [
    ['explain', '--jsno'],
    'logdrive: there is no option --jsno: logdrive explain --help lists them all',
  ],
])('%j is bad usage: one line, exit code 2', async (args, words) => {
  expect(await run(args)).toEqual({ code: 2, stdout: '', stderr: `${words}\n` });
});

test('does not wait in silence for a terminal that nobody types into', async () => {
  const { code, stderr } = await run(['explain'], '', true);
  expect([code, stderr]).toEqual([
    2,
    'logdrive: nothing to explain: give a file, pipe something in, or - to type\n',
  ]);
  expect((await run(['explain', '-'], 'typed\n', true)).stdout).toContain('"message":"typed"');
});

test('a file that cannot be read is one line and exit code 1; the others are explained', async () => {
  const args = ['explain', 'no-such-file', '-', import.meta.dirname];
  const { code, stdout, stderr } = await run(args, 'a line\n');
  expect(code).toBe(1);
  expect(stdout).toContain('"message":"a line"');
  expect(stderr.split('\n')).toEqual([
    'logdrive: no-such-file: there is no such file',
    `logdrive: ${import.meta.dirname}: is a folder: give files`,
    '',
  ]);
});

test('an empty input has nothing to explain', async () => {
  expect(await run(['explain'])).toEqual({ code: 0, stdout: '', stderr: '' });
  expect((await run(['explain', '--no-json'])).stdout).toMatch(/^nothing to explain/);
});
