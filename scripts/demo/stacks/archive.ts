import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { step } from '../../console/progress.ts';
import type { CleanUp } from '../clean-up.ts';
import { type Clients, createClients } from '../clients.ts';
import { folders } from '../folders.ts';
import { runMappingsAsLambda } from '../lambda-mappings.ts';
import { applyToLocalCloud, startLocalCloud } from '../local-stack.ts';
import { findLogs, type LogFile } from '../logs/find-logs.ts';
import type { DemoOptions } from '../options.ts';
import { prepareRun } from '../prepare-run.ts';
import { printOutcome } from '../report/print-outcome.ts';
import { shopRecords } from '../samples/shop-records.ts';
import { ship } from '../ship.ts';
import { type LocalStack, parseStack } from '../stack.ts';
import { UserLogs } from '../user-logs.ts';
import { archiveShipment } from './archive-shipment.ts';
import { archiveVariables } from './archive-variables.ts';

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
  const files = await prepareRun(options);
  const ready = await startLocalCloud({ example: 'archive', keep: options.keep }, cleanUp);
  const applied = await applyToLocalCloud(ready, archiveVariables(options));
  await runMappingsAsLambda({ cloud: applied.cloud, keep: options.keep }, cleanUp);
  const local = { ...applied, stack: parseStack(applied.outputs) };
  const clients = createClients(local.cloud);
  try {
    return await carryLogs(local, clients, options, files);
  } finally {
    clients.destroy();
  }
}

async function carryLogs(
  local: LocalStack,
  clients: Clients,
  options: DemoOptions,
  files: LogFile[] | undefined,
): Promise<boolean> {
  let logs = files && new UserLogs(files);
  const shipment = archiveShipment({
    stack: local.stack,
    clients,
    keys: options.keys,
    folder: folders.objects,
    onDelivered: (event) => logs?.put(event),
  });
  if (logs === undefined) {
    const records = shopRecords(options.keys);
    await ship(shipment, { what: 'the logs of a small shop', records });
    const own = await findLogs(copyOwnLogs(local));
    logs = new UserLogs(own.files.map((file) => ({ ...file, textOnly: true })));
    await ship(shipment, { what: "this run's own log files", ...cargoOf(logs, options) });
  } else {
    await ship(shipment, { what: 'your log lines', ...cargoOf(logs, options) });
  }
  await step('Looking once more, for what must not be there', () => shipment.close());
  return printOutcome({ shipment, logs, local, options });
}

function cargoOf(logs: UserLogs, { keys }: DemoOptions) {
  return { records: logs.records(keys), expected: logs.newlines };
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
