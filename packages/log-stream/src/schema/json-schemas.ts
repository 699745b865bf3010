import { ConfigError } from '../config/config-error.ts';
import type { JsonObject } from '../decode/decoded-event.ts';
import { createWildcard } from '../pattern/wildcard.ts';
import { loadCompiler, type SchemaCompiler } from './json-schemas-ajv.ts';
import { type Draft, draftOf, type JsonSchema, schemaProblem } from './json-schemas-draft.ts';
import { breachOf } from './json-schemas-words.ts';

/**
 * Holds an event against the schema of its log type.
 *
 * @returns ajv's words, at most some hundred characters and without anything out of the event but
 *   member names that the schema has too; undefined when the event keeps the schema, or there is none
 */
export type SchemaCheck = (logType: string, value: JsonObject) => string | undefined;

/**
 * Compiles a JSON Schema per log type. A log type may be a pattern, in which `*` stands for any text;
 * the schema of a log type's own name comes before those of patterns, of which the first counts. ajv is
 * loaded only when there is a schema. Drafts 2020-12, which is meant without a `$schema`, and 07;
 * formats are those of JSON Schema that are written in ASCII, and they are checked. A schema is strict:
 * keywords that do not exist are a problem. Nothing is loaded from elsewhere for a `$ref`.
 *
 * Time is bounded: patterns in a schema must not be able to run away (see `patternProblem`), and an
 * event breaks a schema that refers to itself when it is nested too deeply for it, or when more than a
 * million references would have to be followed.
 *
 * @param schemas by log type
 * @throws ConfigError naming every schema that cannot be used, with the mend
 */
export async function createSchemaCheck(
  schemas: Readonly<Record<string, unknown>>,
): Promise<SchemaCheck> {
  const entries = Object.entries(schemas);
  if (entries.length === 0) return () => undefined;
  const usable = entries.filter(([, schema]) => schemaProblem(schema) === undefined);
  const compilers = await loadCompilers(usable.map(([, schema]) => draftOf(schema as JsonSchema)));
  const problems: string[] = [];
  const checks = new Map<string, Check>();
  for (const [logType, schema] of entries) {
    const compiled = logType === '' ? unnamed : compile(schema, compilers);
    if (typeof compiled !== 'string') checks.set(logType, compiled);
    else if (logType === '') problems.push(compiled);
    else problems.push(`the schema of log type ${JSON.stringify(logType)} ${compiled}`);
  }
  if (problems.length > 0) throw new ConfigError(problems);
  return checkOf(checks);
}

type Check = (value: JsonObject) => string | undefined;

const unnamed = 'a schema has no log type: give one, or * for all';

async function loadCompilers(drafts: readonly Draft[]): Promise<Map<Draft, SchemaCompiler>> {
  const loaded = [...new Set(drafts)].map(
    async (draft) => [draft, await loadCompiler(draft)] as const,
  );
  return new Map(await Promise.all(loaded));
}

/** The rest of a sentence that begins with the schema's name, when it cannot be used. */
function compile(schema: unknown, compilers: Map<Draft, SchemaCompiler>): Check | string {
  const problem = schemaProblem(schema);
  if (problem !== undefined) return problem;
  const compiler = compilers.get(draftOf(schema as JsonSchema));
  const validate = compiler?.(schema as JsonSchema) ?? '';
  if (typeof validate === 'string') return validate;
  const wordsOf = breachOf(schema as JsonSchema);
  return (value) => {
    const errors = validate(value);
    return typeof errors === 'object' ? wordsOf(errors, value) : errors && `the event ${errors}`;
  };
}

function checkOf(checks: ReadonlyMap<string, Check>): SchemaCheck {
  const patterns = [...checks]
    .filter(([logType]) => logType.includes('*'))
    .map(([logType, check]) => ({ matches: createWildcard(logType), check }));
  return (logType, value) => {
    const check = checks.get(logType) ?? patterns.find(({ matches }) => matches(logType))?.check;
    return check?.(value);
  };
}
