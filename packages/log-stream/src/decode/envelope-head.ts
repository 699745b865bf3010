import type { JsonObject } from './decoded-event.ts';

/** What an envelope says of all its log events, in the service's own names and order. */
export interface EnvelopeHead {
  messageType: string;
  owner: string;
  logGroup: string;
  logStream: string;
  subscriptionFilters: string[];
  policyLevel?: string;
}

/** Reads the head leniently: an owner may be a number, what is missing is empty. */
export function readHead(envelope: JsonObject): EnvelopeHead {
  const { subscriptionFilters, policyLevel } = envelope;
  const head: EnvelopeHead = {
    messageType: text(envelope.messageType),
    owner: ownerOf(envelope.owner),
    logGroup: text(envelope.logGroup),
    logStream: text(envelope.logStream),
    subscriptionFilters: Array.isArray(subscriptionFilters)
      ? subscriptionFilters.filter((name) => typeof name === 'string')
      : [],
  };
  if (typeof policyLevel === 'string') head.policyLevel = policyLevel;
  return head;
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** Account ids have twelve digits; as a number they have lost the zeros in front. */
function ownerOf(owner: unknown): string {
  return typeof owner === 'number' ? String(owner).padStart(12, '0') : text(owner);
}
