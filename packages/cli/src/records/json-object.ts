import type { JsonObject } from '@logdrive/log-stream';

/** Tells an object from an array, null and the other JSON values. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The JSON object that the text is; undefined when it is anything else. */
export function parseObject(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** The list of objects under `key`, when it is one and not empty. */
export function objectsIn(document: JsonObject, key: string): JsonObject[] | undefined {
  const list = document[key];
  return Array.isArray(list) && list.length > 0 && list.every(isObject) ? list : undefined;
}

export function textIn(document: JsonObject, key: string): string | undefined {
  const value = document[key];
  return typeof value === 'string' ? value : undefined;
}
