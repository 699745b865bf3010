/** `1,234` */
export function count(value: number): string {
  return value.toLocaleString('en-US');
}

/** `1 line`, `2 lines` */
export function plural(value: number, noun: string): string {
  return `${count(value)} ${noun}${value === 1 ? '' : 's'}`;
}

/** A size for people: `512 B`, `1.2 KB`, `34 MB`; units of 1,000. */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  const units = ['KB', 'MB', 'GB'];
  let value = bytes / 1000;
  while (value >= 999.5 && units.length > 1) {
    value /= 1000;
    units.shift();
  }
  return `${value < 9.95 ? value.toFixed(1) : Math.round(value)} ${units[0]}`;
}

/** Text on one line, cut to a width, with control characters shown as dots. */
export function shorten(text: string, width: number): string {
  const printable = text.replace(/\p{C}|\ufffd/gu, '·');
  return printable.length > width ? `${printable.slice(0, width - 1)}…` : printable;
}
