import type { LineFormat } from '../line-format.ts';
import { readAtStack } from './at-stack.ts';

/** A class in a package, a nested class, or one that says by its name what it is. */
const CLASS = /^(?=[^.$]*[.$]|.*(?:Error|Exception)$)[A-Za-z_$][\w$]*(?:\.[\w$]+)*$/;
/** No name of a class is longer. */
const MAX_CLASS = 500;

/**
 * What the Java runtime writes of an exception that nobody caught: `<message>: <class>`, and on the next
 * line the stack trace, which names the class again.
 */
export const javaUnhandled: LineFormat = {
  name: 'java_unhandled',
  parse(line) {
    const lineEnd = line.indexOf('\n');
    if (lineEnd === -1) return undefined;
    const colon = line.lastIndexOf(': ', lineEnd);
    if (colon === -1 || lineEnd - colon > MAX_CLASS) return undefined;
    const errorType = line.slice(colon + 2, lineEnd);
    if (!line.startsWith(errorType, lineEnd + 1) || !CLASS.test(errorType)) return undefined;
    const trace = line.slice(lineEnd + 1).trimEnd();
    const stack = readAtStack(trace);
    return {
      level: 'ERROR',
      // When the trace did not take all of the text, the message keeps it.
      message:
        stack === undefined || stack.message === trace ? line.trimEnd() : line.slice(0, lineEnd),
      errorType,
      errorMessage: line.slice(0, colon),
      stackTrace: stack?.stackTrace ?? [trace],
    };
  },
};
