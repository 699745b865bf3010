import { unzipSync } from 'fflate';
import { zipOneFile } from './zip.ts';

describe('zipOneFile', () => {
  const zone = process.env.TZ;
  afterEach(() => {
    if (zone === undefined) delete process.env.TZ;
    else process.env.TZ = zone;
  });

  test('gives the content back', () => {
    const files = unzipSync(zipOneFile('index.js', 'exports.a = "é";'));
    expect(Object.keys(files)).toEqual(['index.js']);
    expect(Buffer.from(files['index.js'] ?? []).toString()).toBe('exports.a = "é";');
  });

  test.each(['UTC', 'Pacific/Kiritimati', 'America/Los_Angeles', 'Pacific/Chatham'])(
    'gives the same bytes in %s',
    (timeZone) => {
      process.env.TZ = 'UTC';
      const expected = Buffer.from(zipOneFile('index.js', 'x'));
      process.env.TZ = timeZone;
      expect(Buffer.from(zipOneFile('index.js', 'x')).equals(expected)).toBe(true);
    },
  );

  test('makes the file readable for the user that Lambda runs functions as', () => {
    const zip = Buffer.from(zipOneFile('index.js', 'x'));
    const directory = zip.indexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02]));
    expect(zip.readUInt8(directory + 5)).toBe(3);
    expect((zip.readUInt32LE(directory + 38) >>> 16).toString(8)).toBe('100644');
  });
});
