import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { CLONE } from '../paths.ts';
import { runCommand } from '../processes/run-command.ts';
import { zipOneFile } from './zip.ts';

describe('zipOneFile', () => {
  test('gives the content back', () => {
    const files = unzipSync(zipOneFile('index.js', 'exports.a = "é";'));
    expect(Object.keys(files)).toEqual(['index.js']);
    expect(Buffer.from(files['index.js'] ?? []).toString()).toBe('exports.a = "é";');
  });

  // A process of its own, for a zone is read when Node starts.
  test.each(['UTC', 'Pacific/Kiritimati', 'America/Los_Angeles', 'Pacific/Chatham'])(
    'gives the same bytes in %s',
    async (timeZone) => {
      const zipFile = JSON.stringify(join(CLONE, 'scripts/build/zip.ts'));
      const script = `
        const { zipOneFile } = await import(${zipFile});
        process.stdout.write(Buffer.from(zipOneFile('index.js', 'x')).toString('hex'));`;
      const { stdout } = await runCommand(
        process.execPath,
        ['--disable-warning=ExperimentalWarning', '--input-type=module', '--eval', script],
        { cwd: CLONE, env: { ...process.env, TZ: timeZone } },
      );
      expect(stdout).toBe(Buffer.from(zipOneFile('index.js', 'x')).toString('hex'));
    },
  );

  test('makes the file readable for the user that Lambda runs functions as', () => {
    const zip = Buffer.from(zipOneFile('index.js', 'x'));
    const directory = zip.indexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02]));
    expect(zip.readUInt8(directory + 5)).toBe(3);
    expect((zip.readUInt32LE(directory + 38) >>> 16).toString(8)).toBe('100644');
  });
});
