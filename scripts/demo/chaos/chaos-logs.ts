import type { WriteRecord } from '../../../packages/log-stream/src/kinesis/write-record.ts';
import type { SentLog } from './accounts.ts';

/** Log types by where the stack sends them. */
export const archivedLogTypes = ['access', 'orders', 'payments'];
export const indexedLogTypes = ['access', 'orders', 'payments', 'debug'];
const logTypes = [...indexedLogTypes, 'health'];

const idPattern = /chaos-\d+/;

/** The id of a log, from any form in which it is found again. */
export function idOf(text: string): string {
  return idPattern.exec(text)?.[0] ?? `not sent: ${text.slice(0, 80)}`;
}

/**
 * The nth log: its record, and where it must be in the end. Of five hundred one is no JSON and stays in
 * the quarantine of the first function, and one is refused by the search engine, in whose index `total`
 * is an object.
 */
export function chaosLog(n: number, now: Date): { record: WriteRecord; log: SentLog } {
  const id = `chaos-${n}`;
  const log_type = n % 500 === 250 ? 'orders' : (logTypes[n % logTypes.length] ?? '');
  const broken = n % 500 === 499;
  const misfit = n % 500 === 250;
  const total = misfit ? 'a lot' : { amount: (n % 90) + 0.5, currency: 'EUR' };
  const text = JSON.stringify({
    ...{ log_type, log_id: id, time: now.toISOString(), message: `order ${n} placed` },
    ...(log_type === 'orders' && { total }),
  });
  return {
    record: { data: Buffer.from(broken ? `${id} is no JSON` : text), partitionKey: id },
    log: {
      id,
      archived: !broken && archivedLogTypes.includes(log_type),
      indexed: !broken && !misfit && indexedLogTypes.includes(log_type),
      quarantined: broken || misfit,
    },
  };
}
