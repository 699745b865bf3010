/** A function's own log: one JSON object a line, never a payload. */
export interface Log {
  /** Writes a line that is JSON already. */
  line(json: string): void;
  /** Writes what failed and why, as Lambda's JSON log format names it; `fields` say where. */
  error(message: string, error: unknown, fields?: Record<string, unknown>): void;
}

/**
 * @param write takes one line without its newline. In Lambda: `process.stdout.write`, since `console`
 *   puts a prefix before the line that hides embedded metrics from CloudWatch.
 */
export function createLog(write: (line: string) => void): Log {
  return {
    line: write,
    error(message, error, fields = {}) {
      const { name, message: detail } = error instanceof Error ? error : new Error(String(error));
      const what = { errorType: name, errorMessage: detail };
      write(JSON.stringify({ level: 'ERROR', message, ...what, ...fields }));
    },
  };
}
