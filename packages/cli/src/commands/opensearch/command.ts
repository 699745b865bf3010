import { writeFile } from 'node:fs/promises';
import {
  dashboardsAt,
  SetupError,
  type SetupPayload,
  setUp,
} from '@logdrive/log-stream/opensearch';
import type { Command, Io } from '../../command.ts';
import { InputError, OutputError } from '../../errors.ts';
import { clientFor } from '../../opensearch/client.ts';
import { endpointError } from '../../opensearch/endpoint-error.ts';
import { readEndpoint } from '../../opensearch/endpoint-options.ts';
import { readSetupFiles } from '../../opensearch/setup-files.ts';
import { Output } from '../../output.ts';
import { help } from './help.ts';
import { parseSetupOptions, type SetupCommandOptions } from './options.ts';
import { reportText } from './report-view.ts';

export const openSearchCommand: Command = {
  async run(args, io) {
    const options = parseSetupOptions(args);
    const output = new Output(io.stdout);
    if (options.help) {
      await output.write(help);
      return 0;
    }
    const files = await readSetupFiles(options.files);
    if (options.export !== undefined) {
      await output.write(await exportSavedObjects(files.saved_objects, options.export));
      return 0;
    }
    const report = await setUpAt(wanted(files, options), options, io);
    const json = options.json ?? !io.stdout.isTTY;
    await output.write(json ? `${JSON.stringify(report)}\n` : reportText(report, options.dryRun));
    return 0;
  },
};

function wanted(files: SetupPayload, { policies, dashboards }: SetupCommandOptions): SetupPayload {
  return {
    ...files,
    ...(!policies && { policies: {} }),
    ...(!dashboards && { saved_objects: {} }),
  };
}

async function setUpAt(payload: SetupPayload, options: SetupCommandOptions, io: Io) {
  const { dryRun, dashboardsUrl } = options;
  const context = { env: io.env ?? {}, awsCredentials };
  const endpoint = await readEndpoint(options.endpoint, context);
  const { auth } = endpoint;
  try {
    return await setUp(clientFor(endpoint), payload, {
      dryRun,
      dashboards: dashboardsAt({ ...endpoint, dashboardsUrl }, clientFor),
      serverless: auth.kind === 'sigv4' && auth.service === 'aoss',
    });
  } catch (error) {
    if (error instanceof SetupError) throw new InputError(error.message, { cause: error });
    throw endpointError(error, endpoint.url);
  }
}

/** Loaded only where requests are signed: the SDK is large. */
function awsCredentials(region: string) {
  return async () => (await import('../../index.ts')).awsCredentials(region);
}

async function exportSavedObjects(
  files: NonNullable<SetupPayload['saved_objects']>,
  path: string,
): Promise<string> {
  const objects = Object.values(files).flat();
  const lines = objects.map((object) => `${JSON.stringify(object)}\n`).join('');
  await writeFile(path, lines).catch((error: Error) => {
    throw new OutputError(`--export ${path} cannot be written: ${error.message}`);
  });
  return `${objects.length} saved objects written to ${path}: import it in Dashboards, under Stack Management, Saved objects\n`;
}
