import { copyFileSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { step } from '../../console/progress.ts';
import type { CleanUp } from '../clean-up.ts';
import { type Clients, createClients } from '../clients.ts';
import type { OutgoingRecord } from '../events.ts';
import { folders } from '../folders.ts';
import { applyToLocalCloud, startLocalCloud } from '../local-stack.ts';
import { type FoundLogs, findLogs, type LogFile } from '../logs/find-logs.ts';
import type { DemoOptions } from '../options.ts';
import { count } from '../report/figures.ts';
import { printOutcome } from '../report/print-outcome.ts';
import { shopRecords } from '../samples/shop-records.ts';
import { Shipment } from '../shipment.ts';
import { type LocalStack, parseStack } from '../stack.ts';
import { findUserLogs, UserLogs } from '../user-logs.ts';
import { archiveVariables } from './archive-variables.ts';

const quickMs = 500;

/** What the log files of the run itself are called, and so their log types. */
const ownLogs = { terraform: 'terraform.log', localAws: 'local-aws.log' };

/**
 * Applies the archive to a local cloud, sends logs through it, holds what arrives against what was
 * sent, and prints it.
 *
 * @param cleanUp gets what takes everything down again
 * @returns whether every event arrived as it must
 * @throws UsageError when there is nothing to send; Error when events stay unaccounted for
 */
export async function run(options: DemoOptions, cleanUp: CleanUp): Promise<boolean> {
  rmSync(folders.demo, { recursive: true, force: true });
  mkdirSync(folders.sent, { recursive: true });
  const found = options.logs.length > 0 ? await readUserLogs(options.logs) : undefined;
  for (const { name, why } of found?.skipped ?? []) console.log(`Not sent: ${name}, which ${why}.`);

  const ready = await startLocalCloud({ example: 'archive', keep: options.keep }, cleanUp);
  const applied = await applyToLocalCloud(ready, archiveVariables(options));
  const local = { ...applied, stack: parseStack(applied.outputs) };
  const clients = createClients(local.cloud);
  try {
    return await carryLogs(local, clients, options, found?.files);
  } finally {
    clients.destroy();
  }
}

/** A step of its own only when it lasts: for the usual file it is over before it could be read. */
async function readUserLogs(logs: readonly string[]): Promise<FoundLogs> {
  const reading = findUserLogs(logs);
  const first = await Promise.race([reading, sleep(quickMs)]);
  return first ?? step('Reading the log files', () => reading);
}

async function carryLogs(
  local: LocalStack,
  clients: Clients,
  options: DemoOptions,
  files: LogFile[] | undefined,
): Promise<boolean> {
  let logs = files && new UserLogs(files);
  const shipment = new Shipment({
    stack: local.stack,
    clients,
    keys: options.keys,
    folder: folders.objects,
    onDelivered: (event) => logs?.put(event),
  });
  if (logs === undefined) {
    await ship(shipment, 'the logs of a small shop', shopRecords(options.keys), 0);
    const own = await findLogs(copyOwnLogs(local));
    logs = new UserLogs(own.files.map((file) => ({ ...file, textOnly: true })));
    await ship(shipment, "this run's own log files", logs.records(options.keys), logs.newlines);
  } else {
    await ship(shipment, 'your log lines', logs.records(options.keys), logs.newlines);
  }
  await step('Looking once more, for what must not be there', () => shipment.close());
  return printOutcome({ shipment, logs, local, options });
}

/** @param expected about how many events there are; what is sent corrects it */
async function ship(
  shipment: Shipment,
  what: string,
  records: AsyncIterable<OutgoingRecord> | Iterable<OutgoingRecord>,
  expected: number,
): Promise<void> {
  const before = shipment.ledger.totals.all.sent;
  await step(`Sending ${what}, and waiting until each event is accounted for`, (report) =>
    shipment.send(records, ({ sent, accounted }) =>
      report({
        done: accounted - before,
        total: Math.max(expected, sent - before),
        note: `${count(sent - before)} sent`,
      }),
    ),
  );
}

/** Copies of the log files of this very run: they grow while they are sent. */
function copyOwnLogs({ cloud, terraformLog }: LocalStack): string[] {
  const copies = [
    [terraformLog, join(folders.sent, ownLogs.terraform)],
    [cloud.logFile, join(folders.sent, ownLogs.localAws)],
  ] as const;
  for (const [from, to] of copies) copyFileSync(from, to);
  return copies.map(([, to]) => to);
}
