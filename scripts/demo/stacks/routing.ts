import { step } from '../../console/progress.ts';
import { closeHops, settleHops } from '../account/hops.ts';
import { sendIntoHops } from '../account/send-into-hops.ts';
import type { CleanUp } from '../clean-up.ts';
import { createClients } from '../clients.ts';
import { startCloudWithEngine } from '../cloud-with-engine.ts';
import { folders } from '../folders.ts';
import { runMappingsAsLambda } from '../lambda-mappings.ts';
import { applyToLocalCloud } from '../local-stack.ts';
import type { DemoOptions } from '../options.ts';
import { prepareRun } from '../prepare-run.ts';
import { count } from '../report/figures.ts';
import { printHopsOutcome } from '../report/print-hops-outcome.ts';
import { mixedRecords } from '../samples/mixed-records.ts';
import { outputText } from '../stack.ts';
import { UsageError } from '../usage-error.ts';
import { indexVariable } from './destination-hops.ts';
import { type RoutingHops, routingHops } from './routing-hops.ts';
import { lookFurtherInRouting } from './routing-look-further.ts';
import { schemaVariable } from './schema-variable.ts';

const eventCount = 3000;
/** What the search engine gets; the archive gets everything. */
const searched = ['orders', 'pay*'];
const index = 'logs';

/**
 * Applies the routing stack to a local cloud with a real OpenSearch beside it, sends the logs of a
 * small shop, and holds what is found behind each hop against what came to it.
 *
 * @param cleanUp gets what takes everything down again
 * @returns whether every event arrived as it must
 * @throws UsageError when it is given logs to send; Error when events stay unaccounted for
 */
export async function run(options: DemoOptions, cleanUp: CleanUp): Promise<boolean> {
  const { keep, keys } = options;
  if (options.logs.length > 0) {
    throw new UsageError('STACK=routing sends logs of its own: leave LOGS out, or STACK');
  }
  await prepareRun(options);
  const { ready, node } = await startCloudWithEngine({ example: 'routing', keep }, cleanUp);
  const stack = await applyToLocalCloud(ready, {
    endpoint: { url: node.url, auth: 'none' },
    index: indexVariable(index),
    search_log_types: searched,
    shards: 2,
    // Terraform waits a minute for the rules by which objects expire; these live for a minute or two.
    retention_days: 0,
    ...schemaVariable(keys),
  });
  const clients = createClients(stack.cloud);
  try {
    await runMappingsAsLambda({ cloud: stack.cloud, keep }, cleanUp);
    const watched = { outputs: stack.outputs, clients, keys, node, index, folder: folders.demo };
    const hops = routingHops(watched, { search: searched });
    const streamName = outputText(stack.outputs, 'stream_name');
    const records = mixedRecords(eventCount, keys, new Date());
    await carry(hops, () =>
      sendIntoHops(records, { kinesis: clients.kinesis, streamName, first: hops.first }),
    );
    return printHopsOutcome(hops.all, lookFurtherInRouting(stack, node, keep));
  } finally {
    clients.destroy();
  }
}

async function carry({ all }: RoutingHops, send: () => Promise<void>): Promise<void> {
  const what =
    'Sending the logs of a small shop, and waiting until each hop accounts for each event';
  await step(what, async (report) => {
    await send();
    await settleHops(all, {
      onLook: ({ sent, accounted }) =>
        report({ done: accounted, total: sent, note: `${count(sent)} came to a hop` }),
    });
  });
  await step('Looking once more, for what must not be there', () => closeHops(all));
}
