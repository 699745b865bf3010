import { rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { createKinesisWriter } from '../../../packages/log-stream/src/kinesis/kinesis-writer.ts';
import { step } from '../../console/progress.ts';
import { type DrivenMappings, takeOverMappings } from '../../local-cloud/mappings/take-over.ts';
import type { CleanUp } from '../clean-up.ts';
import { folders } from '../folders.ts';
import { type Accounts, accountsOf, addsUp } from './accounts.ts';
import { chaosIncidents } from './chaos-incidents.ts';
import { type ChaosStack, startChaosStack } from './chaos-stack.ts';
import { Flow } from './flow.ts';
import { findChaosLogs } from './found-logs.ts';
import { type Clock, IncidentRun } from './incidents.ts';
import { printChaos } from './print-chaos.ts';
import { headingOf, lineOf } from './screen.ts';

const flowing = { seconds: 120, perSecond: 100 };

/** How long the backlog may take to drain after the last log. */
const drainPatienceMs = 180_000;
/** How long nothing may be left before the accounts are drawn up. */
const quietSeconds = 4;

/**
 * Lets logs flow through examples/routing for two minutes while a search engine stops, S3 and a stream
 * refuse and a function dies; shows the backlogs every second; and draws up the accounts.
 *
 * @returns whether nothing was lost and no document is there twice
 */
export async function runChaos(cleanUp: CleanUp): Promise<boolean> {
  rmSync(folders.chaos, { recursive: true, force: true });
  const stack = await startChaosStack(cleanUp);
  const mappings = await takeOverMappings({ cloud: stack.cloud, longestWindow: 1 });
  cleanUp.add(() => mappings.stop());
  const clock = createClock();
  const incidents = new IncidentRun(clock);
  const flow = new Flow(
    createKinesisWriter(stack.clients.kinesis, { stream: stack.outputs.stream_name }),
  );
  const screen = showBacklog({ clock, flow, incidents, mappings });
  try {
    await Promise.all([flow.run(clock, flowing), incidents.run(chaosIncidents(stack))]);
    await drained(mappings);
  } finally {
    screen.stop();
  }
  const accounts = await step('Drawing up the accounts', () => settledAccounts(flow, stack));
  const figures = inOrder(mappings);
  printChaos({ accounts, figures, happened: incidents.happened });
  return addsUp(accounts) && figures.every(({ discarded, trouble }) => !discarded && !trouble);
}

/** Functions in the order in which logs meet them. */
function inOrder(mappings: DrivenMappings) {
  const order = ['forward', 'archive', 'search'];
  const placeOf = (name: string) => order.findIndex((part) => name.endsWith(part));
  return mappings
    .backlog()
    .sort((a, b) => placeOf(a.functionName) - placeOf(b.functionName))
    .map((each) => ({ ...each, functionName: each.functionName.split('-').at(-1) ?? '' }));
}

interface Shown {
  clock: Clock;
  flow: Flow;
  incidents: IncidentRun;
  mappings: DrivenMappings;
}

/** Prints a line every second, on a terminal as elsewhere: so that one sees it grow and drain. */
function showBacklog({ clock, flow, incidents, mappings }: Shown): { stop(): void } {
  console.error(headingOf(inOrder(mappings).map(({ functionName }) => functionName)));
  const timer = setInterval(() => {
    const seconds = clock.seconds();
    const moment = { seconds, sent: flow.sent.length, lasting: incidents.lasting };
    console.error(lineOf({ ...moment, mappings: inOrder(mappings) }));
  }, 1000);
  return { stop: () => clearInterval(timer) };
}

async function drained(mappings: DrivenMappings): Promise<void> {
  const patience = Date.now() + drainPatienceMs;
  for (let quiet = 0; quiet < quietSeconds && Date.now() < patience; ) {
    await sleep(1000);
    quiet = mappings.backlog().every(({ backlog }) => backlog === 0) ? quiet + 1 : 0;
  }
}

async function settledAccounts(flow: Flow, stack: ChaosStack): Promise<Accounts> {
  return accountsOf(flow.sent, await findChaosLogs(stack));
}

function createClock(): Clock {
  const startMs = Date.now();
  const seconds = () => (Date.now() - startMs) / 1000;
  return {
    seconds,
    until: async (at) => {
      await sleep(Math.max(0, (at - seconds()) * 1000));
    },
  };
}
