import { setTimeout as sleep } from 'node:timers/promises';
import { formatDuration } from './duration.ts';
import { Steps } from './progress.ts';
import { formatTable } from './table.ts';

/** A stream that keeps what was written to it. */
class Screen {
  readonly isTTY: boolean;
  readonly columns = 60;
  text = '';

  constructor(isTTY: boolean) {
    this.isTTY = isTTY;
  }

  write(text: string): void {
    this.text += text;
  }

  get lines(): string[] {
    return this.text.split('\n').slice(0, -1);
  }
}

const FAST = { quietMs: 40, drawMs: 10, lineMs: 60 };

describe('Steps', () => {
  test('without a terminal prints a title, lines of progress, and the time taken', async () => {
    const screen = new Screen(false);
    await new Steps(screen, FAST).run('Sending', async (report) => {
      report({ done: 500, total: 2000, note: 'orders' });
      await sleep(300);
    });
    expect(screen.lines[0]).toBe('Sending ...');
    expect(screen.lines[1]).toMatch(
      /^ {2}Sending {2}\[#{6}-{18}\] 25% \(500\/2,000\) {2}orders {2}0\.\d s$/,
    );
    expect(screen.lines.length).toBeGreaterThanOrEqual(4);
    expect(screen.lines.at(-1)).toMatch(/^Sending: done in 0\.\d s$/);
    expect(screen.text).not.toContain('\u001b');
  });

  test('shows nothing but title and time for a short step', async () => {
    const screen = new Screen(false);
    expect(await new Steps(screen, FAST).run('Quick', () => 42)).toBe(42);
    expect(screen.text).toMatch(/^Quick \.\.\.\nQuick: done in 0\.0 s\n$/);
  });

  test('on a terminal draws one line over and over, cut to the width', async () => {
    const screen = new Screen(true);
    await new Steps(screen, FAST).run('A long title '.repeat(9), () => sleep(100));
    const drawings = screen.text.split('\r\u001b[2K');
    expect(drawings.length).toBeGreaterThan(4);
    for (const drawing of drawings.slice(0, -1)) expect(drawing.length).toBeLessThan(60);
    expect(screen.lines).toHaveLength(1);
  });

  test('shows steps that run side by side on the one line', async () => {
    const screen = new Screen(true);
    const steps = new Steps(screen, FAST);
    await Promise.all([steps.run('one', () => sleep(120)), steps.run('two', () => sleep(60))]);
    expect(screen.text).toMatch(/one {2}0\.\d s \| two {2}0\.\d s/);
    expect(screen.lines.map((line) => line.split('\u001b[2K').at(-1))).toEqual([
      expect.stringMatching(/^two: done/),
      expect.stringMatching(/^one: done/),
    ]);
  });

  test('says that a step failed and passes its error on', async () => {
    const screen = new Screen(false);
    const failing = new Steps(screen, FAST).run('Bad', () => Promise.reject(new Error('why')));
    await expect(failing).rejects.toThrow('why');
    expect(screen.lines.at(-1)).toMatch(/^Bad: failed in /);
  });
});

test.each([
  [0, '0.0 s'],
  [9949, '9.9 s'],
  [9960, '10 s'],
  [59_600, '1 min 00 s'],
  [185_000, '3 min 05 s'],
])('formatDuration(%d) is %s', (ms, text) => {
  expect(formatDuration(ms)).toBe(text);
});

describe('formatTable', () => {
  test('aligns texts to the left, numbers to the right', () => {
    const rows = [
      ['type', 'events', 'note'],
      ['orders', 12_345, 'x'],
      ['web', 7, ''],
    ];
    expect(formatTable(rows)).toEqual([
      'type    events  note',
      'orders  12,345  x',
      'web          7',
    ]);
  });

  test('measures what is seen: no colours, characters not bytes', () => {
    const rows = [
      ['\u001b[32mgrün\u001b[39m', 'b'],
      ['lines', 'c'],
    ];
    expect(formatTable(rows)).toEqual(['\u001b[32mgrün\u001b[39m   b', 'lines  c']);
  });

  test('bears rows of different lengths and no rows', () => {
    expect(formatTable([['a', 'b'], ['c']])).toEqual(['a  b', 'c']);
    expect(formatTable([])).toEqual([]);
  });
});
