import type { StackShape } from './monthly-cost.ts';

/** The examples, by their folder. */
export const stacks: Readonly<Record<string, StackShape>> = {
  archive: {
    streams: [{ share: 1, readers: 1 }],
    functions: [{ share: 1 }],
    archive: { share: 1, months: 13 },
  },
  search: {
    streams: [{ share: 1, readers: 1 }],
    functions: [{ share: 1 }],
    search: { share: 1, days: 30 },
  },
};
