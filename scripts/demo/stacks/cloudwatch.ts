import { step } from '../../console/progress.ts';
import { startLogsBridge } from '../../local-cloud/logs-bridge/logs-bridge.ts';
import type { CleanUp } from '../clean-up.ts';
import { createClients } from '../clients.ts';
import { startCloudWithEngine } from '../cloud-with-engine.ts';
import { CloudWatchHops } from '../cloudwatch/cloudwatch-hops.ts';
import { createDemoFunctions, demoLogGroups } from '../cloudwatch/demo-functions.ts';
import { createLogGroups } from '../cloudwatch/log-lines.ts';
import { settle } from '../cloudwatch/settle.ts';
import { containerGroup, shopTraffic } from '../cloudwatch/shop-traffic.ts';
import { streamArns } from '../cloudwatch/stream-arns.ts';
import { folders } from '../folders.ts';
import { runMappingsAsLambda } from '../lambda-mappings.ts';
import { type AppliedExample, applyToLocalCloud, type ReadyCloud } from '../local-stack.ts';
import type { DemoOptions } from '../options.ts';
import { prepareRun } from '../prepare-run.ts';
import { printCloudWatchOutcome } from '../report/print-cloudwatch-outcome.ts';
import { outputText } from '../stack.ts';
import { UsageError } from '../usage-error.ts';

const account = '000000000000';
const logGroups = [...demoLogGroups, containerGroup];
/** What the search engine gets; the archive gets everything. */
const searched = ['lambda'];

/**
 * Applies the stack for CloudWatch Logs to a local cloud with a real OpenSearch beside it, runs functions
 * in Node and Python, and holds what their log lines have become behind each hop against the log groups.
 *
 * @param cleanUp gets what takes everything down again
 * @returns whether every event arrived as it must
 * @throws UsageError when it is given logs to send; Error when events stay unaccounted for
 */
export async function run(options: DemoOptions, cleanUp: CleanUp): Promise<boolean> {
  const { keep } = options;
  if (options.logs.length > 0) {
    throw new UsageError('STACK=cloudwatch runs functions that log: leave LOGS out, or STACK');
  }
  await prepareRun(options);
  const example = 'routing-cloudwatch';
  const { ready, node } = await startCloudWithEngine({ example, keep }, cleanUp);
  const clients = createClients(ready.cloud);
  try {
    await createLogGroups(clients.logs, logGroups);
    const stack = await apply(ready, node.url);
    const bridge = await startLogsBridge({ cloud: stack.cloud });
    cleanUp.add(() => bridge.stop());
    await runMappingsAsLambda({ cloud: stack.cloud, keep }, cleanUp);
    const hops = new CloudWatchHops({
      clients,
      streams: streamArns(stack.outputs.stream_names, account),
      bucket: outputText(stack.outputs, 'bucket'),
      folder: folders.objects,
      node,
      logGroups,
      archiveLogTypes: [],
      searchLogTypes: searched,
    });
    const accounts = await carry(hops, async () => {
      await createDemoFunctions(clients.lambda, account);
      return shopTraffic(clients);
    });
    if (keep) await bridge.leave();
    return printCloudWatchOutcome({ accounts, hops, stack, node, keep });
  } finally {
    clients.destroy();
  }
}

function apply(ready: ReadyCloud, url: string): Promise<AppliedExample> {
  return applyToLocalCloud(ready, {
    endpoint: { url, auth: 'none' },
    log_groups: { prefixes: ['/aws/lambda/', '/ecs/'] },
    search_log_types: searched,
    shards: 2,
    // Terraform waits a minute for the rules by which objects expire; these live for a minute or two.
    retention_days: 0,
  });
}

/** @param write writes the lines, and says how many there are at the least */
function carry(hops: CloudWatchHops, write: () => Promise<number>) {
  return step(
    'Running functions in Node and Python, and following their log lines through each hop',
    async (report) => settle(() => hops.look(), { atLeast: await write(), onLook: report }),
  );
}
