import { defaultKeys } from '@logdrive/log-stream';
import type { FunctionFigures } from './function-log.ts';
import { Ledger } from './ledger.ts';
import type { RawHit } from './raw-hits.ts';
import { SearchAuditor } from './search-auditor.ts';
import { searchableRecognition } from './searchable-recognition.ts';

const figures = { filtered: 0, delivered: 0, errors: [] as string[] };

function hit(id: string, members: object = {}): RawHit {
  const event = { log_type: 'a', time: '2026-11-20T05:06:07Z', log_id: id, ...members };
  return { index: 'logs-a-2026.11.20', id, sort: [], source: Buffer.from(JSON.stringify(event)) };
}

/** Sees one more list of documents at each look, and hears from the function that all is delivered. */
function newAuditor(sent: readonly RawHit[], looks: RawHit[][]) {
  const ledger = new Ledger(defaultKeys.logId, searchableRecognition(defaultKeys));
  for (const { source } of sent) ledger.send({ logType: 'a', bytes: source });
  let restarts = 0;
  const auditor = new SearchAuditor({
    ledger,
    keys: defaultKeys,
    quarantine: 'quarantine/',
    reader: { async *newObjects() {} },
    readFunctionLog: async () => ({ ...figures, delivered: sent.length }) as FunctionFigures,
    documents: {
      restart: () => {
        restarts += 1;
      },
      async *newDocuments() {
        yield* looks.shift() ?? [];
      },
    },
  });
  return { ledger, auditor, restarts: () => restarts };
}

test('each document is entered once, however often it is read', async () => {
  const all = [hit('1'), hit('2')];
  const { ledger, auditor } = newAuditor(all, [all, all]);
  await auditor.look();
  await auditor.look();
  expect(ledger.problems).toEqual([]);
  expect(auditor).toMatchObject({ found: 2, accounted: 2, copies: 0 });
});

test('a document that nobody sent, and one under another id, are problems', async () => {
  const { ledger, auditor } = newAuditor([hit('1')], [[{ ...hit('1'), id: 'x' }, hit('2')]]);
  await auditor.look();
  expect(ledger.problems).toEqual([
    'logs-a-2026.11.20 holds the log id 1 under x',
    expect.stringContaining('holds a line that was not sent, or twice'),
  ]);
});

test('a document under another hour than that of its event is a problem', async () => {
  const { ledger, auditor } = newAuditor([], [[hit('1')]]);
  const partition = 'date=2026-11-20/hour=06';
  ledger.send({ logType: 'a', bytes: hit('1').source, partition });
  await auditor.look();
  expect(ledger.problems).toEqual([
    expect.stringMatching(/^lies under date=2026-11-20\/hour=05 instead of .*hour=06/),
  ]);
});

test('events that share their log id are one document, and all accounted for', async () => {
  const sent = [hit('1', { n: 1 }), hit('1', { n: 2 }), hit('2')];
  const { ledger, auditor } = newAuditor(sent, [[hit('1', { n: 1 }), hit('2')]]);
  await auditor.look();
  ledger.close(auditor.filtered);
  expect(ledger.problems).toEqual([]);
  expect(auditor).toMatchObject({ found: 2, copies: 1, accounted: 3 });
});

test('what stays missing is looked for from the beginning, and is not taken for a copy', async () => {
  const { ledger, auditor, restarts } = newAuditor([hit('1'), hit('2')], [[hit('1')]]);
  for (let look = 0; look < 7; look += 1) await auditor.look();
  expect(restarts()).toBe(1);
  ledger.close(auditor.filtered);
  expect(ledger.problems).toHaveLength(1);
  expect(auditor.accounted).toBe(1);
});
