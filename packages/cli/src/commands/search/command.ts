import { setTimeout as sleep } from 'node:timers/promises';
import type { AwsCredentials } from '@logdrive/log-stream/opensearch';
import type { Command, Io } from '../../command.ts';
import { InputError } from '../../errors.ts';
import { readEndpoint } from '../../opensearch/endpoint-options.ts';
import { Output } from '../../output.ts';
import { createFindEvents, type FindEvents, type Found } from './find-events.ts';
import { follow } from './follow.ts';
import { help } from './help.ts';
import { parseSearchOptions, type SearchOptions } from './options.ts';
import { type EventView, jsonView, readableView } from './view.ts';

const lookAgainMs = 2_000;

export const searchCommand: Command = {
  async run(args, io) {
    const options = parseSearchOptions(args, Date.now());
    const output = new Output(io.stdout);
    if (options.help) {
      await output.write(help);
      return 0;
    }
    return search(options, output, io);
  },
};

async function search(options: SearchOptions, output: Output, io: Io): Promise<number> {
  const { index, query, limit, tail } = options;
  const context = { env: io.env ?? {}, awsCredentials };
  const find = createFindEvents(await readEndpoint(options.endpoint, context), index);
  const view = createView(options, io);
  const found = await find(query, limit);
  for (const event of found.events) await output.write(view.text(event));
  if (!tail) {
    await output.write(view.end(found));
    return complain(found, io);
  }
  const wait = () => sleep(lookAgainMs, true);
  const patient = patiently(find, io);
  for await (const fresh of follow({ find: patient, query, shown: found.events, wait })) {
    for (const event of fresh) await output.write(view.text(event));
  }
  return 0;
}

/** An engine that does not answer for a while is told of once, and then asked again. */
function patiently(find: FindEvents, { stderr }: Io): FindEvents {
  let answers = true;
  return async (query, limit) => {
    try {
      const found = await find(query, limit);
      answers = true;
      return found;
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      if (answers) stderr.write(`logdrive: ${error.message}: trying again\n`);
      answers = false;
      return { events: [], total: 0, failedShards: 0 };
    }
  };
}

function createView({ json, query }: SearchOptions, { stdout }: Io): EventView {
  const isTerminal = stdout.isTTY ?? false;
  return (json ?? !isTerminal) ? jsonView(isTerminal) : readableView(stdout, query);
}

/** @returns the exit code */
function complain({ failedShards }: Found, { stderr }: Io): number {
  if (failedShards === 0) return 0;
  stderr.write(`logdrive: ${failedShards} shards did not answer: what they hold is left out\n`);
  return 1;
}

/** Loaded only where requests are signed: the SDK is large. */
function awsCredentials(region: string): () => Promise<AwsCredentials> {
  return async () => (await import('../../index.ts')).awsCredentials(region);
}
