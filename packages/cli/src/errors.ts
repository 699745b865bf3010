/** The command was called in a way that cannot work; the message is one line and says the mend. Exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** What the command was given cannot be read; the message is one line. Exit code 1. */
export class InputError extends Error {
  override readonly name = 'InputError';
}

/** The output cannot be written, for want of space for instance; the message is one line. Exit code 1. */
export class OutputError extends Error {
  override readonly name = 'OutputError';
}

/** Whoever read the output has gone, as `head` does when it has enough. No failure. */
export class OutputClosedError extends Error {
  override readonly name = 'OutputClosedError';
}
