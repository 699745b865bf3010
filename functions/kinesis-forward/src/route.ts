import {
  createFieldReader,
  createLogTypeFilter,
  type DecodedEvent,
  type FieldReader,
} from '@logdrive/log-stream';
import { hasList, type Target } from './target.ts';

/**
 * How an event goes to a target: with the partition key (for FIFO queues: in the message group) that
 * the text names, or with the one that it has when the text is empty. Undefined: not at all.
 */
export type Way = string | undefined;

/** Goes with the key that it has. */
export const keyKept = '';

/** What decides what a target gets. */
export interface Route {
  /** Undefined: everything, readable or not. */
  wants: ((logType: string) => boolean) | undefined;
  /** Undefined: the key is kept. */
  keyOf: FieldReader | undefined;
  /** Whether pieces need the ids of FIFO queues. */
  fifo: boolean;
  /** Whether aggregates must be given a shard: Lambda does not tell the one they were in. */
  toStream: boolean;
}

export function routeOf(target: Target): Route {
  const field = target.kind === 'stream' ? target.partitionKey : target.groupId;
  return {
    wants: hasList(target) ? createLogTypeFilter(target.logTypes, target.except) : undefined,
    keyOf: field === undefined ? undefined : createFieldReader(field),
    fifo: target.kind === 'queue' && target.fifo,
    toStream: target.kind === 'stream',
  };
}

/** Whether anything in a record must be read to know how it goes. */
export function readsEvents({ wants, keyOf, fifo }: Route): boolean {
  return wants !== undefined || keyOf !== undefined || fifo;
}

/** Whether it is not enough to know an event's log type. */
export function readsMoreThanLogType({ keyOf, fifo }: Route): boolean {
  return keyOf !== undefined || fifo;
}

/** @param logType undefined when it cannot be read */
export function wayOf(route: Route, event: DecodedEvent, logType: string | undefined): Way {
  const { wants, keyOf } = route;
  if (wants !== undefined && (logType === undefined || !wants(logType))) return undefined;
  return keyOf?.(event) ?? keyKept;
}

/** The way of bytes that are no event: a target without a list takes them too. */
export function wayOfUnread({ wants }: Route): Way {
  return wants === undefined ? keyKept : undefined;
}
