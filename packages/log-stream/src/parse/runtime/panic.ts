import type { JsonObject } from '../../decode/decoded-event.ts';
import type { LineFormat } from '../line-format.ts';

/** `panic: order 7 not found` and `fatal error: ...`, with the goroutines where they are in one event. */
export const goPanic: LineFormat = {
  name: 'go_panic',
  parse(line) {
    const errorType = ['panic', 'fatal error'].find((word) => line.startsWith(`${word}: `));
    if (errorType === undefined) return undefined;
    const trace = line.indexOf('\n\ngoroutine ');
    const message = (trace === -1 ? line : line.slice(0, trace)).trimEnd();
    const errorMessage = message.slice(errorType.length + 2);
    const document: JsonObject = { level: 'FATAL', message, errorType, errorMessage };
    if (trace !== -1) document.stackTrace = lines(line.slice(trace + 2));
    return document;
  },
};

const RUST =
  /\n?thread '([^'\n]{1,100})' (?:\(\d{1,10}\) )?panicked at (?:([^\n']{1,300}:\d{1,7}:\d{1,7}):\n|')/y;

/** `thread 'main' panicked at src/main.rs:12:64:` and the message in the next line. */
export const rustPanic: LineFormat = {
  name: 'rust_panic',
  parse(line) {
    const first = line.charCodeAt(0);
    if (first !== 0x74 && first !== 0x0a) return undefined;
    RUST.lastIndex = 0;
    const [head, thread, location] = RUST.exec(line) ?? [];
    if (head === undefined) return undefined;
    const rest = line.slice(head.length);
    const trace = rest.indexOf('\nstack backtrace:\n');
    const note = rest.indexOf('\nnote: ');
    const saidEnd = trace === -1 ? note : trace;
    const said = saidEnd === -1 ? rest : rest.slice(0, saidEnd);
    const document: JsonObject = {
      level: 'FATAL',
      message: (trace === -1 ? line : head + said).trim(),
      errorType: 'panic',
      errorMessage: (location === undefined ? said.replace(/', [^']*$/, '') : said).trimEnd(),
      thread,
    };
    if (location !== undefined) document.location = location;
    if (trace !== -1) document.stackTrace = lines(rest.slice(trace + 1));
    return document;
  },
};

function lines(text: string): string[] {
  return text.split('\n').filter((line) => line !== '');
}
