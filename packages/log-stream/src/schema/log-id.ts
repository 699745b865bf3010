import { hash } from 'node:crypto';
import type { DecodedEvent } from '../decode/decoded-event.ts';

/**
 * An id for an event that brought none: 128 bits as 32 hexadecimal digits, the same on every retry.
 *
 * An event of CloudWatch Logs is known by the service's id together with where, when and what it is
 * (ids alone have been seen repeated), so that it gets the same id when it arrives through two
 * subscriptions. Any other is known by stream, shard, sequence number and its place in the record.
 */
export function deriveLogId({ record, position, origin, bytes }: DecodedEvent): string {
  const identity =
    origin === undefined || origin.eventId === ''
      ? [record.eventSourceARN, record.eventID, position]
      : [origin.account, origin.logGroup, origin.logStream, origin.eventId, origin.timestampMs];
  const message = origin === undefined || origin.eventId === '' ? '' : bytes.toString('latin1');
  return hash('sha256', `${identity.join('\n')}\n${message}`).slice(0, 32);
}
