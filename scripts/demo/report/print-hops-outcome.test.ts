import { HopAccount } from '../account/hop-account.ts';
import type { SentEvent } from '../events.ts';
import { printHopsOutcome } from './print-hops-outcome.ts';

const events = ['orders', 'orders', 'debug'].map(
  (logType, n): SentEvent => ({
    logType,
    bytes: Buffer.from(`{"n":${n}}`),
    fate: logType === 'debug' ? 'filtered' : 'delivered',
  }),
);

function account(name: string, came: readonly SentEvent[]): HopAccount {
  const rules = { name, fateOf: ({ fate }: SentEvent) => fate, givesLogIds: false };
  const hop = new HopAccount(rules, 'log_id');
  for (const event of came) hop.send(event);
  return hop;
}

/** Prints a way of two hops, on which the second has found the numbered orders. */
function print(found: readonly number[]): { passed: boolean; lines: string[] } {
  const search = account('search', events.slice(0, 2));
  const forward = account('forward -> search', events);
  for (const event of events.slice(0, 2)) forward.deliver(event.bytes, '');
  forward.filter(1);
  for (const n of found) search.deliver(Buffer.from(`{"n":${n}}`), '');
  for (const hop of [forward, search]) hop.close();
  const printed: string[] = [];
  const log = jest.spyOn(console, 'log').mockImplementation((line = '') => printed.push(line));
  const passed = printHopsOutcome(
    [{ account: forward, next: [search] }, { account: search }],
    ['make demo'],
  );
  log.mockRestore();
  return { passed, lines: printed.join('\n').split('\n') };
}

test('prints what became of everything at each hop, and where it is', () => {
  const { passed, lines } = print([0, 1]);
  expect(passed).toBe(true);
  expect(lines).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/^hop +came +delivered +filtered +quarantined$/),
      expect.stringMatching(/^forward -> search +3 +2 +1 +0$/),
      expect.stringMatching(/^search +2 +2 +0 +0$/),
      expect.stringMatching(/^events +sent +in search$/),
      expect.stringMatching(/^orders +2 +2$/),
      expect.stringMatching(/^debug +1 +0$/),
      'make demo',
      expect.stringMatching(/^== All events are accounted for at all 2 hops/),
    ]),
  );
});

test('says what does not add up, and that the demo has failed', () => {
  const { passed, lines } = print([0]);
  expect(passed).toBe(false);
  expect(lines).toContain('== FAILED: 2 problems');
  expect(lines.at(-1)).toMatch(/^- search: neither delivered nor quarantined/);
});
