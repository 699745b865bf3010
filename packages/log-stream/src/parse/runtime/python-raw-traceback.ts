import type { LineFormat } from '../line-format.ts';
import { readTraceback, splitError, TRACEBACK } from './python-traceback.ts';

/** A traceback by itself, as the interpreter and `traceback.print_exc()` write it. */
export const pythonRawTraceback: LineFormat = {
  name: 'python_traceback',
  parse(line) {
    if (line.charCodeAt(0) !== 0x54 || !line.startsWith(TRACEBACK)) return undefined;
    const traceback = readTraceback(line);
    const error = traceback?.error === undefined ? undefined : splitError(traceback.error);
    if (traceback === undefined || error === undefined) return undefined;
    const message = traceback.message === '' ? traceback.error : traceback.message;
    return { level: 'ERROR', message, ...error, stackTrace: traceback.stackTrace };
  },
};
