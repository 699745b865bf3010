import type { MemberPath } from '../../../packages/log-stream/src/schema/member-path.ts';
import { needsIdInside, spelledWithoutId } from './log-id.ts';

/** How events are found again whose bytes the pipeline has changed by more than a log id at their end. */
export interface Recognition {
  /** Whether the pipeline writes an event anew. */
  isWrittenAnew(bytes: Buffer): boolean;
  /**
   * What the pipeline leaves of an event as it is, the same for the event as sent and as found; it
   * begins with a zero byte and so is no line. Undefined when there is no telling.
   */
  spelled(bytes: Buffer): Buffer | undefined;
  /**
   * What the destination takes an event for, where it keeps one only of those that it takes for the
   * same. Undefined for an event that is like no other.
   */
  identity?(bytes: Buffer): string | undefined;
}

/** By the value without the log id: nothing else is changed, and nothing is taken for the same. */
export function recognitionByValue(logId: MemberPath): Recognition {
  return {
    isWrittenAnew: (bytes) => needsIdInside(bytes, logId),
    spelled: (bytes) => spelledWithoutId(bytes, logId),
  };
}
