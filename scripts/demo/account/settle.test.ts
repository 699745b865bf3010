import { Auditor } from './auditor.ts';
import type { FunctionFigures } from './function-log.ts';
import { Ledger } from './ledger.ts';
import { settle } from './settle.ts';

const locations = { bucket: 'b', objects: 'logs/', quarantine: 'quarantine/' };
const quick = { pauseMs: 1, patienceMs: 60, filteredPatienceMs: 20 };

interface Look {
  key?: string;
  lines?: string[];
  filtered?: number;
}

/** An auditor that sees one more of these at each look. */
function auditorOf(ledger: Ledger, looks: Look[]): Auditor {
  let figures: FunctionFigures | undefined;
  const reader = {
    async *newObjects() {
      const { key, lines = [], filtered = 0 } = looks.shift() ?? {};
      figures = {
        batches: 1,
        received: 0,
        delivered: 0,
        quarantined: 0,
        retried: 0,
        errors: [],
        filtered: (figures?.filtered ?? 0) + filtered,
      };
      if (key === undefined) return;
      yield { key, file: key, size: 1, lines: lines.map((line) => Buffer.from(line)) };
    },
  };
  const readFunctionLog = async () => figures as FunctionFigures;
  return new Auditor({ ledger, reader, readFunctionLog, locations });
}

function ledgerOf(...lines: string[]): Ledger {
  const ledger = new Ledger('log_id');
  for (const line of lines) ledger.send({ logType: 'orders', bytes: Buffer.from(line) });
  return ledger;
}

const refused = (data: string) =>
  JSON.stringify({ reason: 'not_json', data: Buffer.from(data).toString('base64') });

describe('settle', () => {
  test('waits until delivered, quarantined and filtered add up to what was sent', async () => {
    const ledger = ledgerOf('{"log_id":"a"}', 'broken');
    ledger.send({ logType: 'debug', bytes: Buffer.from('{"n":1}'), fate: 'filtered' });
    const auditor = auditorOf(ledger, [
      {},
      { key: 'logs/log_type=orders/hour=05/x', lines: ['{"log_id":"a"}'] },
      { filtered: 1 },
      { key: 'quarantine/x', lines: [refused('broken')] },
    ]);
    await settle(ledger, auditor, quick);
    ledger.close(auditor.filtered);
    expect(ledger.problems).toEqual([]);
    expect(auditor.accounted).toBe(3);
    expect(auditor.quarantine.reasons()).toMatchObject([{ reason: 'not_json', count: 1 }]);
  });

  test('gives up when nothing changes, and says what is missing', async () => {
    const ledger = ledgerOf('a', 'b');
    await expect(settle(ledger, auditorOf(ledger, []), quick)).rejects.toThrow(
      /^2 of 2 events are unaccounted for, and nothing has changed for \d+ s: 2 orders$/,
    );
  });

  test('counts as filtered what must be, when the log of the function is silent', async () => {
    const ledger = new Ledger('log_id');
    ledger.send({ logType: 'debug', bytes: Buffer.from('{}'), fate: 'filtered' });
    const auditor = auditorOf(ledger, []);
    await settle(ledger, auditor, quick);
    expect(auditor.granted).toBe(1);
    expect(auditor.filtered).toBe(1);
  });

  test('sees an object that is in no place for objects', async () => {
    const ledger = ledgerOf();
    await settle(ledger, auditorOf(ledger, [{ key: 'aws/lambda/x', lines: ['{}'] }]), quick);
    expect(ledger.problems).toEqual([
      "the bucket holds aws/lambda/x, which is neither an object nor the quarantine's",
    ]);
  });
});
