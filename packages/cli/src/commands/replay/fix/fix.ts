import type { SetAside } from '../forms/set-aside.ts';

/** What else a fix may use, besides the event. */
export type Surroundings = Pick<SetAside, 'reason' | 'arrivedMs' | 'stream'>;

/** Changes an event; the text of one JSON object in, of another out. Throws FixError. */
export type Fix = (json: string, around: Surroundings) => Promise<string>;

/** The fix cannot be applied to this event; the message says why, and holds nothing of the event. */
export class FixError extends Error {
  override readonly name = 'FixError';
}
