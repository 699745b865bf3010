import type { SchemaKeys } from '@logdrive/log-stream';
import { addMilliseconds, differenceInMilliseconds, subHours } from 'date-fns';
import type { SentEvent } from '../events.ts';

/** What an event of the shop's holds besides log type, time and log id. */
type Fields = Record<string, unknown>;

const paths = ['/', '/products/kettle', '/products/teapot', '/cart', '/checkout', '/search?q=cups'];
const customers = ['Ada', 'Björk', 'Chloé', 'Dmitri', 'Eszter', '李娜'];
const carriers = ['post', 'bicycle', 'pigeon'];

/** The services of the shop, how many of a hundred events are theirs, and what they log. */
const services: { logType: string; share: number; fields: (n: number) => Fields }[] = [
  {
    logType: 'access',
    share: 55,
    fields: (n) => ({
      method: n % 7 === 0 ? 'POST' : 'GET',
      path: pick(paths, n),
      status: n % 41 === 0 ? 500 : 200,
      duration_ms: 3 + ((n * 37) % 240),
      client: `10.0.${n % 256}.${(n * 7) % 256}`,
    }),
  },
  {
    logType: 'orders',
    share: 20,
    fields: (n) => ({
      level: 'INFO',
      message: `order ${1000 + n} placed by ${pick(customers, n)}`,
      total: { amount: (n % 90) + 0.5, currency: 'EUR' },
      carrier: pick(carriers, n),
    }),
  },
  {
    logType: 'payments',
    share: 12,

    fields: (n) => ({
      level: n % 13 === 0 ? 'WARN' : 'INFO',
      message: 'card charged',
      attempt: n % 3,
    }),
  },
  {
    logType: 'audit',
    share: 5,
    fields: (n) => ({
      actor: pick(customers, n),
      action: 'price changed',
      before: n,
      after: n + 1,
    }),
  },
  {
    logType: 'debug',
    share: 8,
    fields: (n) => ({ message: `cache ${n % 2 === 0 ? 'hit' : 'miss'} for key ${n}` }),
  },
];

/** Log types that the demo's archive wants; it filters `debug`. */
export const wantedLogTypes = ['access', 'orders', 'payments', 'audit'];

/**
 * Events of a small shop over the six hours before `end`, in the order of their times. Every fourth
 * brings no log id. The same for the same count and end.
 */
export function shopEvents(count: number, end: Date, keys: SchemaKeys): SentEvent[] {
  const start = subHours(end, 6);
  const stepMs = differenceInMilliseconds(end, start) / count;
  return Array.from({ length: count }, (_, n) => {
    const { logType, fields } = serviceOf(n);
    const time = addMilliseconds(start, Math.floor(n * stepMs));
    const event = {
      [keys.logType]: logType,
      [keys.time]: time.toISOString(),
      ...(n % 4 !== 0 && { [keys.logId]: `shop-${n}` }),
      ...fields(n),
      n,
    };
    return {
      logType,
      bytes: Buffer.from(JSON.stringify(event)),
      fate: wantedLogTypes.includes(logType) ? 'delivered' : 'filtered',
      partition: partitionOf(logType, time),
    };
  });
}

/** `log_type=orders/date=2026-11-20/hour=05`, in UTC. */
export function partitionOf(logType: string, time: Date): string {
  const [date = '', clock = ''] = time.toISOString().split('T');
  return `log_type=${logType}/date=${date}/hour=${clock.slice(0, 2)}`;
}

/** Steps through the hundred in strides of 37, so that the services take turns. */
function serviceOf(n: number) {
  let left = (n * 37) % 100;
  for (const service of services) {
    if (left < service.share) return service;
    left -= service.share;
  }
  throw new RangeError('the shares add up to 100');
}

function pick<T>(values: readonly T[], n: number): T {
  return values[(n * 7 + Math.floor(n / 5)) % values.length] as T;
}
