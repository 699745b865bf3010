import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseOptions } from './options.ts';
import { UsageError } from './usage-error.ts';

let clone: string;

beforeAll(() => {
  clone = mkdtempSync(join(tmpdir(), 'demo-options-'));
  mkdirSync(join(clone, 'logs'));
  writeFileSync(join(clone, 'a.log'), 'a\n');
  writeFileSync(join(clone, 'with blank.log'), 'a\n');
});

afterAll(() => rmSync(clone, { recursive: true }));

function options(env: NodeJS.ProcessEnv) {
  return parseOptions(env, clone, ['archive', 'other']);
}

describe('parseOptions', () => {
  test('needs nothing', () => {
    expect(options({})).toEqual({
      stack: 'archive',
      logs: [],
      keep: false,
      chaos: false,
      keys: { logType: 'log_type', logId: 'log_id', time: 'time' },
    });
  });

  test('takes empty variables, as make passes them on, for unset ones', () => {
    expect(options({ LOGS: '', KEEP: '', STACK: '', TIME_KEY: '' })).toEqual(options({}));
  });

  test.each([
    ['a.log', ['a.log']],
    ['logs', ['logs']],
    ['a.log logs', ['a.log', 'logs']],
    ['with blank.log', ['with blank.log']],
  ])('reads LOGS=%s from the clone', (logs, paths) => {
    expect(options({ LOGS: logs }).logs).toEqual(paths.map((path) => join(clone, path)));
  });

  test('reads standard input, and a path from the home folder', () => {
    expect(options({ LOGS: '-' }).logs).toEqual(['-']);
    expect(options({ LOGS: '~' }).logs).toEqual([homedir()]);
  });

  test.each([
    [{ STACK: 'none' }, 'STACK=none is no demo: give one of archive, other'],
    [
      { LOGS: 'a.log missing.log' },
      'LOGS=missing.log does not exist: give a file, a folder, or - for standard input',
    ],
    [{ KEEP: 'maybe' }, 'KEEP=maybe is neither 1 nor 0: give KEEP=1 to leave the stack up'],
    [{ CHAOS: 'some' }, 'CHAOS=some is neither 1 nor 0: give CHAOS=1 to let things go wrong'],
    [{ CHAOS: '1', KEEP: '1' }, 'CHAOS=1 has a stack and logs of its own: leave KEEP and LOGS out'],
    [
      { TIME_KEY: 'message' },
      'LOG_TYPE_KEY, LOG_ID_KEY and TIME_KEY must differ from each other and from message',
    ],
  ])('refuses %j with the mend', (env, message) => {
    expect(() => options(env)).toThrow(new UsageError(message));
  });

  test('lets things go wrong when told to', () => {
    expect(options({ CHAOS: '1', STACK: 'archive' })).toMatchObject({ chaos: true, keep: false });
  });

  test('takes any stack there is', () => {
    expect(options({ STACK: 'other' }).stack).toBe('other');
  });

  test('takes other names for the keys', () => {
    const { keys } = options({ LOG_TYPE_KEY: 'name', TIME_KEY: 'timestamp' });
    expect(keys).toEqual({ logType: 'name', logId: 'log_id', time: 'timestamp' });
  });
});
