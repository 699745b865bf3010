import { setTimeout as sleep } from 'node:timers/promises';
import type { KinesisClient } from '@aws-sdk/client-kinesis';
import type { LambdaClient } from '@aws-sdk/client-lambda';
import {
  defaultSilentRules,
  EventSourceMapping,
  type InvocationResult,
  type LambdaKinesisRecord,
  type MappingPorts,
} from '@logdrive/log-stream/testing';
import { Backlog, type MappingFigures } from './backlog.ts';
import { invokeFunction } from './invoke-function.ts';
import { KinesisSource } from './kinesis-source.ts';
import type { KinesisMapping } from './mapping-settings.ts';
import { type FailureClients, sendToFailureDestination } from './on-failure.ts';

/** The services that a mapping is run by. */
export interface MappingClients extends FailureClients {
  kinesis: KinesisClient;
  lambda: LambdaClient;
}

/** How long invocations under way may take to end when the mapping is stopped. */
const graceMs = 5_000;

/** One mapping of the local AWS, run by the model's rules in real time. */
export class DrivenMapping {
  readonly mapping: KinesisMapping;
  readonly #clients: MappingClients;
  readonly #source: KinesisSource;
  readonly #backlog = new Backlog();
  readonly #stopping = new AbortController();
  readonly #inFlight = new Set<Promise<unknown>>();
  readonly #running: Promise<void>;
  #invocations = 0;
  #partialAnswers = 0;
  #failedInvocations = 0;
  #error: unknown;

  constructor(mapping: KinesisMapping, clients: MappingClients) {
    this.mapping = mapping;
    this.#clients = clients;
    this.#source = new KinesisSource(clients.kinesis, mapping.streamArn);
    this.#running = new EventSourceMapping(this.#ports())
      .run(this.#stopping.signal)
      .catch((error: unknown) => {
        if (!this.#stopping.signal.aborted) this.#error = error;
      });
  }

  figures(): MappingFigures {
    const { functionName } = this.mapping;
    return {
      functionName,
      backlog: this.#backlog.size,
      largestBacklog: this.#backlog.largest,
      ageMs: this.#backlog.ageMs(Date.now()),
      settled: this.#backlog.settled,
      discarded: this.#backlog.discarded,
      invocations: this.#invocations,
      inFlight: this.#inFlight.size,
      partialAnswers: this.#partialAnswers,
      failedInvocations: this.#failedInvocations,
      trouble: this.#error === undefined ? this.#source.trouble : messageOf(this.#error),
    };
  }

  /**
   * Reads and invokes no more, and waits some seconds for the invocations under way.
   *
   * @throws Error why the mapping had ended by itself, such as a destination that took nothing
   */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await Promise.race([
      Promise.all([this.#running, ...this.#inFlight]),
      sleep(graceMs, undefined, { ref: false }),
    ]);
    if (this.#error !== undefined) {
      const name = this.mapping.functionName;
      throw new Error(`the mapping of ${name} has ended: ${messageOf(this.#error)}`);
    }
  }

  #ports(): MappingPorts {
    const { settings } = this.mapping;
    const source = this.#source;
    const backlog = this.#backlog;
    return {
      settings,
      rules: defaultSilentRules,
      source: {
        listShards: () => source.listShards(),
        position: (shard, at) => source.position(shard, at),
        read: async (shard, from) => {
          const read = await source.read(shard, from);
          backlog.read(read.records);
          return read;
        },
      },
      clock: { nowMs: Date.now, sleep: (ms) => this.#sleep(ms) },
      invoke: (event) => this.#invoke(event),
      onFailure: async (batch) => {
        await sendToFailureDestination(batch, this.mapping, this.#clients);
        backlog.discard(batch.records);
      },
      settled: (records) => backlog.settle(records),
    };
  }

  async #sleep(ms: number): Promise<void> {
    await sleep(ms, undefined, { signal: this.#stopping.signal }).catch(() => {});
  }

  async #invoke(event: { Records: LambdaKinesisRecord[] }): Promise<InvocationResult> {
    // A batch that would be tried again after the stop waits for ever, and goes with the process.
    if (this.#stopping.signal.aborted) return new Promise(() => {});
    this.#invocations += 1;
    const invocation = invokeFunction(this.#clients.lambda, this.mapping.functionArn, event);
    this.#inFlight.add(invocation);
    const result = await invocation;
    this.#inFlight.delete(invocation);
    if (result.kind !== 'answered') this.#failedInvocations += 1;
    else if (namesFailures(result.response)) this.#partialAnswers += 1;
    return result;
  }
}

function namesFailures(response: unknown): boolean {
  const failures = (response as { batchItemFailures?: unknown } | null)?.batchItemFailures;
  return Array.isArray(failures) && failures.length > 0;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
