/** A line of a function's own log; which members it has depends on what it tells. */
export interface LogLine {
  level: string;
  /** Name of the engine's or the client's error. */
  errorType?: string;
  EventsDelivered?: number;
  EventsQuarantined?: number;
  DocumentsCreated?: number;
}

/** What a function writes to standard output while it works. All else goes on to standard output. */
export async function withOwnLog<T>(
  work: () => Promise<T>,
): Promise<{ result: T; log: LogLine[] }> {
  const log: LogLine[] = [];
  const write = process.stdout.write;
  process.stdout.write = ((text: string | Uint8Array, ...rest: []) => {
    if (!String(text).startsWith('{"level"')) return write.call(process.stdout, text, ...rest);
    log.push(JSON.parse(String(text)));
    return true;
  }) as typeof write;
  try {
    return { result: await work(), log };
  } finally {
    process.stdout.write = write;
  }
}
