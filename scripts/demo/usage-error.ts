/** The demo was called with something it cannot work on; the message is one line and says the mend. */
export class UsageError extends Error {
  override name = 'UsageError';
}
