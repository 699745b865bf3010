/** Where progress is shown: standard error, or a test's stream. */
export interface Terminal {
  isTTY?: boolean;
  columns?: number;
  write(text: string): unknown;
}

const CLEAR_LINE = '\r\u001b[2K';

/**
 * The last line of a terminal, drawn again and again, with ordinary lines printed above it. On
 * anything but a terminal it draws nothing.
 */
export class LiveLine {
  readonly #terminal: Terminal;
  #shown = false;

  constructor(terminal: Terminal) {
    this.#terminal = terminal;
  }

  get isLive(): boolean {
    return this.#terminal.isTTY === true;
  }

  /** Draws the line, cut to the terminal's width: a line that wraps could not be drawn over. */
  draw(text: string): void {
    if (!this.isLive) return;
    const width = (this.#terminal.columns || 80) - 1;
    const cut = text.length > width ? `${text.slice(0, width - 1)}…` : text;
    this.#terminal.write((this.#shown ? CLEAR_LINE : '') + cut);
    this.#shown = true;
  }

  clear(): void {
    if (this.#shown) this.#terminal.write(CLEAR_LINE);
    this.#shown = false;
  }

  /** Prints an ordinary line that stays. */
  print(text: string): void {
    this.clear();
    this.#terminal.write(`${text}\n`);
  }
}
