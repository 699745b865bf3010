/** What must become of an event. */
export type Fate = 'deliver' | 'filter' | 'reject';

/** A log event that entered the stream. */
export interface EnteredEvent {
  /** Its mark, `#<n>#`, stands in its bytes and is found again wherever they go. */
  n: number;
  fate: Fate;
  /** Where it has one. */
  logType?: string;
  /** The event's line, where it must arrive byte for byte. */
  line?: string;
  /** The record's whole data, where nothing smaller can be told to be the event. */
  whole?: Buffer;
}

export function markOf(n: number): string {
  return `#${n}#`;
}

/** The events whose marks stand in a text. */
export function marksIn(text: string): number[] {
  return [...text.matchAll(/#(\d+)#/g)].map(([, n]) => Number(n));
}
