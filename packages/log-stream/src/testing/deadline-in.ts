import { createDeadline, type Deadline } from '../delivery/deadline.ts';

/** What `createDeadline` keeps back of times as short as a test's. */
const reserveMs = 500;

/** A deadline this many milliseconds from now, after the reserve that is kept for answering. */
export function deadlineIn(ms: number): Deadline {
  const end = Date.now() + ms + reserveMs;
  return createDeadline(() => end - Date.now());
}
