/** A delivered line as it was sent, and the id that the pipeline has added to it. */
export interface WithoutId {
  line: Buffer;
  logId: string;
}

const idLength = 32;

/**
 * Takes the `log_id` off that the pipeline adds at the end of an event that has none; undefined when
 * the line does not end in one.
 *
 * @param key the name of the log id
 */
export function withoutDerivedId(line: Buffer, key: string): WithoutId | undefined {
  const before = Buffer.from(`,${JSON.stringify(key)}:"`);
  const start = line.length - before.length - idLength - 2;
  if (start < 1 || !line.subarray(start, start + before.length).equals(before)) return undefined;
  const [, logId] =
    /^([0-9a-f]{32})"\}$/.exec(line.toString('latin1', start + before.length)) ?? [];
  if (logId === undefined) return undefined;
  return { line: Buffer.concat([line.subarray(0, start), Buffer.from('}')]), logId };
}

/**
 * The event without its log id, in a spelling of its own, which begins with a zero byte and so is no
 * line. For events that came with an empty id (`null` or `""`): the pipeline puts a derived one in its
 * place, for which it writes the event anew.
 */
export function spelledWithoutId(line: Buffer, key: string): Buffer | undefined {
  try {
    const { [key]: _, ...rest } = JSON.parse(line.toString()) as Record<string, unknown>;
    return Buffer.from(`\0${JSON.stringify(rest)}`);
  } catch {
    return undefined; // no JSON, or nested too deeply to be written
  }
}

/** Whether the event has the log id as a member, but with nothing in it. */
export function hasEmptyId(line: Buffer, key: string): boolean {
  if (!line.includes(JSON.stringify(key))) return false;
  try {
    const value = JSON.parse(line.toString()) as Record<string, unknown> | null;
    const id = value !== null && Object.hasOwn(value, key) ? value[key] : undefined;
    return id === null || id === '';
  } catch {
    return false;
  }
}
