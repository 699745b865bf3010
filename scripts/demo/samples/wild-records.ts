import type { WildRecord } from './expected.ts';
import { wildBytes } from './wild-bytes.ts';
import { wildEnvelopes } from './wild-envelopes.ts';
import { wildJson } from './wild-json.ts';
import { wildTimes } from './wild-times.ts';

/**
 * Every kind of input that once broke a log pipeline, each record with what must become of its events.
 * Unwanted is the log type `unwanted`; wanted are `wild*` and `cloudwatch`.
 *
 * @param region of the stream
 */
export function wildRecords(region: string): WildRecord[] {
  return [...wildBytes(), ...wildJson(), ...wildTimes(), ...wildEnvelopes(region)];
}
