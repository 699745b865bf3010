import type { JsonObject } from '../../decode/decoded-event.ts';
import { plainValue } from '../common/plain-value.ts';
import { setMember } from '../common/set-member.ts';

/** What CloudWatch Logs read out of an event for a subscription. */
export interface TypedFields {
  /** The columns, by their names. */
  fields: JsonObject;
  /** `@aws.account` and `@aws.region`: where the event came from, which belongs to its source. */
  account?: string;
  region?: string;
}

const ACCOUNT = '@aws.account';
const REGION = '@aws.region';

/** Account ids have leading zeros, or would have, were they not chance digits: text, always. */
const ALWAYS_TEXT = /account/i;

/**
 * The `extractedFields` of a log event as typed members: numbers, true and false where a text plainly is
 * one (see `plainValue`), null for `-`, text otherwise; account ids stay text. Values that are no text,
 * which have been seen, are passed on.
 */
export function typedFields(extracted: Readonly<Record<string, unknown>>): TypedFields {
  const typed: TypedFields = { fields: {} };
  for (const [name, value] of Object.entries(extracted)) {
    if (name === ACCOUNT && typeof value === 'string') typed.account = value;
    else if (name === REGION && typeof value === 'string') typed.region = value;
    else setMember(typed.fields, name, typedValue(name, value));
  }
  return typed;
}

function typedValue(name: string, value: unknown): unknown {
  if (typeof value !== 'string') return value;
  if (value === '-') return null;
  return ALWAYS_TEXT.test(name) ? value : plainValue(value);
}
