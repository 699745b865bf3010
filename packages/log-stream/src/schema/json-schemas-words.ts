import type { ErrorObject } from 'ajv';
import type { JsonObject } from '../decode/decoded-event.ts';
import type { JsonSchema } from './json-schemas-draft.ts';
import { shortened } from './json-schemas-problems.ts';

const mostErrors = 5;
const longestPath = 120;

/**
 * Puts ajv's errors into words: where in the event, and what is wrong there. ajv's messages hold what
 * the schema says and nothing of the event; of its paths, member names that the schema does not have,
 * and which may be anything, are written as `*`.
 */
export function breachOf(schema: JsonSchema) {
  const names = new Set<string>();
  collectNames(schema, names);
  return (errors: readonly ErrorObject[], value: JsonObject): string => {
    const words = errors.slice(0, mostErrors).map((error) => wordsOf(error, value, names));
    return shortened([...new Set(words)].join('; '));
  };
}

function wordsOf(
  { instancePath, message }: ErrorObject,
  value: JsonObject,
  names: ReadonlySet<string>,
): string {
  const path = instancePath === '' ? 'the event' : knownPath(instancePath, value, names);
  return `${path} ${message ?? 'is not valid'}`;
}

/** @param pointer JSON pointer to a place in the value */
function knownPath(pointer: string, value: JsonObject, names: ReadonlySet<string>): string {
  let inner: unknown = value;
  let path = '';
  for (const part of pointer.split('/').slice(1)) {
    const name = part.replaceAll('~1', '/').replaceAll('~0', '~');
    path += Array.isArray(inner) || names.has(name) ? `/${part}` : '/*';
    inner = (inner as JsonObject)[name];
  }
  return shortened(path, longestPath);
}

/** Every name in a schema, the keywords among them. */
function collectNames(schema: unknown, names: Set<string>): void {
  if (typeof schema !== 'object' || schema === null) return;
  for (const [name, inner] of Object.entries(schema)) {
    names.add(name);
    collectNames(inner, names);
  }
}
