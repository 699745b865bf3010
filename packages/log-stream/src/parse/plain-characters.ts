/** By character code: letters, digits and what ids, versions and names of functions have besides. */
const PLAIN = new Uint8Array(128);
for (const character of '$-._') PLAIN[character.charCodeAt(0)] = 1;
for (let code = 0x30; code <= 0x39; code += 1) PLAIN[code] = 1;
for (let code = 0x41; code <= 0x5a; code += 1) {
  PLAIN[code] = 1;
  PLAIN[code | 0x20] = 1;
}

/** Where the run of plain characters that begins at `start` ends; JSON needs no escape for any of them. */
export function plainEnd(line: string, start: number): number {
  let at = start;
  while (PLAIN[line.charCodeAt(at)] === 1) at += 1;
  return at;
}
