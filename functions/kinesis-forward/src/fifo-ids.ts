import { hash } from 'node:crypto';

const allowed = /^[A-Za-z0-9!"#$%&'()*+,\-./:;<=>?@[\\\]^_`{|}~]{1,128}$/;

/**
 * A text as SQS takes it for a message group or a deduplication id: the text itself where it has 1 to
 * 128 letters, digits and punctuation, else its SHA-256 in hexadecimal, so that different texts stay
 * different.
 */
export function fifoId(text: string): string {
  return allowed.test(text) ? text : hash('sha256', text);
}

/** An id for a message that has no log id of one event: where it comes from, the same on every retry. */
export function placeId(eventSourceArn: string, eventId: string, part: number): string {
  return hash('sha256', `${eventSourceArn}\n${eventId}\n${part}`);
}
