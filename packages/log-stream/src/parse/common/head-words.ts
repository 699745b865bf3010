/** The terminal's colours, which some loggers write even into files. */
const COLOUR = /\p{Cc}\[[\d;]{0,12}m/uy;

const ESCAPE = 0x1b;
const BLANK = 0x20;
const MAX_SEPARATORS = 64;

/** By character code: what may stand between the words of a head. */
const OPENER = 1;
const SEPARATOR = 2;
const KINDS = new Uint8Array(128);
for (const char of '[(<{') KINDS[char.charCodeAt(0)] = OPENER;
for (const char of ' \t|-:,;])>}*') KINDS[char.charCodeAt(0)] = SEPARATOR;

/** The next word from `at` on, and the bracket that opened before it, if one did. */
export function skipPunctuation(line: string, at: number): { start: number; opener: string } {
  let start = at;
  let opener = '';
  while (start < line.length && start - at < MAX_SEPARATORS) {
    const code = line.charCodeAt(start);
    const kind = KINDS[code];
    if (code === ESCAPE) {
      COLOUR.lastIndex = start;
      if (!COLOUR.test(line)) break;
      start = COLOUR.lastIndex;
      continue;
    }
    if (kind === OPENER) opener = line.charAt(start);
    else if (kind !== SEPARATOR) break;
    else if (code !== BLANK) opener = '';
    start += 1;
  }
  return { start, opener };
}

/** Words that come before a level and say nothing; `stdout F` is a container runtime's. */
const EMPTY_WORDS = /(?:UTC|GMT|undefined|PHP|std(?:out|err)(?: [FP])?)(?=\s)/y;

const MAX_WORD = 80;
const CLOSERS: Readonly<Record<string, string>> = { '[': ']', '(': ')', '<': '>', '{': '}' };

/**
 * Passes over a word that heads are made of and messages are not.
 *
 * @param after whether a time, a level or a word with a digit came before
 * @returns where it ends, and whether it had a digit; undefined when the message begins with it
 */
export function skipWord(
  line: string,
  at: number,
  opener: string,
  after: boolean,
): { end: number; digits: boolean } | undefined {
  const end = wordEnd(line, at);
  if (end === -1) return undefined;
  const word = line.slice(at, end);
  if (/\d/.test(word)) {
    // A sentence may begin with `HTTP/1.1`, a head that has no time yet with `04:43:28` or `[pid 12]`.
    return after || opener !== '' || /^\d/.test(word) ? { end, digits: true } : undefined;
  }
  if (opener !== '') {
    const close = line.indexOf(CLOSERS[opener] as string, at);
    return close === -1 || close - at > MAX_WORD ? undefined : { end: close + 1, digits: false };
  }
  EMPTY_WORDS.lastIndex = at;
  if (EMPTY_WORDS.test(line)) return { end: EMPTY_WORDS.lastIndex, digits: false };
  return after && (isName(word) || isBeforeHead(line, end)) ? { end, digits: false } : undefined;
}

const WORD_END = /[\s|\]\p{Cc}]/gu;

/** Up to a blank, a bar or a closing bracket, or past `]:`, which PostgreSQL's process id ends with. */
function wordEnd(line: string, at: number): number {
  WORD_END.lastIndex = at;
  const end = WORD_END.test(line) ? WORD_END.lastIndex - 1 : line.length;
  if (end - at > MAX_WORD) return -1;
  return line.startsWith(']:', end) ? end + 2 : end;
}

/** Names of loggers, files and modules: `org.example.App`, `agent:`, `main.go`, `my_crate`. */
function isName(word: string): boolean {
  return /^[\w$@./:-]+$/.test(word) && /[.:/_$@]/.test(word) && !word.endsWith('.');
}

/** What follows tells that the head goes on: `root - INFO - ...`, `module | INFO | ...`, `web ERROR: ...` */
function isBeforeHead(line: string, end: number): boolean {
  return /^\s+(?:[-|]|[A-Z]{4,8}:)\s/.test(line.slice(end, end + 24));
}
