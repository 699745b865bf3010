import type { SchemaKeys } from '@logdrive/log-stream';
import { step } from '../../console/progress.ts';
import type { CleanUp } from '../clean-up.ts';
import { type Clients, createClients } from '../clients.ts';
import { startCloudWithEngine } from '../cloud-with-engine.ts';
import { folders } from '../folders.ts';
import { runMappingsAsLambda } from '../lambda-mappings.ts';
import { applyToLocalCloud } from '../local-stack.ts';
import type { DemoOptions } from '../options.ts';
import { prepareRun } from '../prepare-run.ts';
import { printSearchOutcome } from '../report/print-search-outcome.ts';
import { SampleEvent, shopQuery } from '../report/sample-query.ts';
import { filedByHour, misfit } from '../samples/search-records.ts';
import { shopRecords } from '../samples/shop-records.ts';
import { ship } from '../ship.ts';
import type { Shipment } from '../shipment.ts';
import { UserLogs } from '../user-logs.ts';
import { searchShipment } from './search-shipment.ts';
import { parseSearchStack, type SearchStack, searchVariables } from './search-stack.ts';

/**
 * Applies the search stack to a local cloud with a real OpenSearch beside it, sends logs through it,
 * holds what is found against what was sent, and prints it.
 *
 * @param cleanUp gets what takes everything down again
 * @returns whether every event arrived as it must
 * @throws UsageError when there is nothing to send; Error when events stay unaccounted for
 */
export async function run(options: DemoOptions, cleanUp: CleanUp): Promise<boolean> {
  const files = await prepareRun(options);
  const stack = await bringUp(options, cleanUp);
  const clients = createClients(stack.cloud);
  try {
    return await carryLogs(stack, clients, options, files && new UserLogs(files));
  } finally {
    clients.destroy();
  }
}

async function bringUp(options: DemoOptions, cleanUp: CleanUp): Promise<SearchStack> {
  const { keep } = options;
  const { ready, node } = await startCloudWithEngine({ example: 'search', keep }, cleanUp);
  const applied = await applyToLocalCloud(ready, searchVariables(options, node));
  await runMappingsAsLambda({ cloud: applied.cloud, keep }, cleanUp);
  return parseSearchStack(applied, node);
}

async function carryLogs(
  stack: SearchStack,
  clients: Clients,
  options: DemoOptions,
  logs: UserLogs | undefined,
): Promise<boolean> {
  const { keys } = options;
  const sample = new SampleEvent();
  const shipment = searchShipment({
    ...{ stack, clients, keys, folder: folders.objects },
    onDelivered: (found) => {
      sample.offer(found.asSent);
      logs?.put(found);
    },
  });
  if (logs === undefined) {
    await shipShop(shipment, keys);
  } else {
    const [records, expected] = [logs.records(keys), logs.newlines];
    await ship(shipment, { what: 'your log lines', records, expected });
  }
  await step('Looking once more, for what must not be there', () => shipment.close());
  const query = logs === undefined ? shopQuery : sample.query(keys);
  return printSearchOutcome({ shipment, logs, stack, clients, options, query });
}

/** The shop's logs; when the engine knows what an order looks like, one that does not. */
async function shipShop(shipment: Shipment, keys: SchemaKeys): Promise<void> {
  const now = new Date();
  const records = filedByHour(shopRecords(keys, now));
  await ship(shipment, { what: 'the logs of a small shop', records });
  await ship(shipment, { what: 'an order that fits no other', records: [misfit(keys, now)] });
}
