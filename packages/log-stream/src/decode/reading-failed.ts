/** How the detail begins of a reject that `readingFailed` describes. */
export const failedToRead = 'reading the record failed';

/**
 * The detail of a record that is refused whole because a defect of ours threw over it: set aside, it
 * does not hold up its shard. The error's own words might quote the record.
 */
export function readingFailed(error: unknown): string {
  return `${failedToRead}: ${error instanceof Error ? error.name : typeof error}`;
}
