/** TypeScript's library does not know these two of the runtime's yet. */
interface RawJson {
  rawJSON(text: string): unknown;
  parse(text: string, reviver: (key: string, value: unknown, context: Source) => unknown): unknown;
}
interface Source {
  source?: string;
}
const losslessJson = JSON as unknown as RawJson;

/**
 * Gives a member of a JSON object's top level another value by writing the object anew; numbers keep
 * their own spelling.
 *
 * @returns undefined when the object is nested too deeply to be written (some thousand levels)
 */
export function replaceMember(json: Buffer, key: string, value: string): Buffer | undefined {
  try {
    const object = losslessJson.parse(json.toString(), keepNumbers) as Record<string, unknown>;
    Object.defineProperty(object, key, { value, enumerable: true });
    return Buffer.from(JSON.stringify(object));
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function keepNumbers(_key: string, value: unknown, { source }: Source): unknown {
  return typeof value === 'number' && source !== undefined ? losslessJson.rawJSON(source) : value;
}
