import type { ErrorObject, Options, ValidateFunction } from 'ajv';
import type { JsonObject } from '../decode/decoded-event.ts';
import { patternProblem } from '../pattern/pattern-problem.ts';
import type { Draft, JsonSchema } from './json-schemas-draft.ts';
import { formatNames, schemaFormats } from './json-schemas-formats.ts';
import { compileProblem, PatternError } from './json-schemas-problems.ts';
import { ReferenceBudget, ReferencesError } from './json-schemas-references.ts';
import { uniqueItems } from './json-schemas-unique.ts';

/**
 * Holds an event against one schema: ajv's errors, undefined when there are none; text when ajv cannot
 * come to an end.
 */
export type Validate = (value: JsonObject) => readonly ErrorObject[] | string | undefined;

/** Compiles a schema; text when it cannot be used: the rest of a sentence that names the schema. */
export type SchemaCompiler = (schema: JsonSchema) => Validate | string;

/** Loads ajv for a draft of JSON Schema: some milliseconds that only those pay who have a schema. */
export async function loadCompiler(draft: Draft): Promise<SchemaCompiler> {
  const [{ Ajv, code }, { fullFormats }] = await Promise.all([
    draft === '07' ? loadAjv() : loadAjv2020(),
    import('ajv-formats/dist/formats.js'),
  ]);
  const formats = schemaFormats(fullFormats);

  // Every schema gets an ajv of its own, in which nothing is found that another schema defines.
  const compile = (schema: JsonSchema, further: Options): Validate => {
    const ownProperties = namesInherited(schema);
    const ajv = new Ajv({ ...options, ...further, formats, ownProperties });
    ajv.removeKeyword('uniqueItems').addKeyword(uniqueItems);
    // ajv knows it, but does not say so.
    if (draft === '2020-12') ajv.addKeyword('$anchor');
    const budget = new ReferenceBudget();
    budget.limit(ajv, code);
    return bounded(ajv.compile<JsonObject>(schema), budget);
  };

  return ({ $schema: _, ...schema }) => {
    try {
      return compile(schema, withoutMetaSchema);
    } catch (error) {
      // Now the time is well spent: the schema of schemas knows where the fault lies.
      const precise = errorOf(() => compile(schema, {})) ?? error;
      return compileProblem(precise, formatNames);
    }
  };
}

function errorOf(work: () => void): unknown {
  try {
    work();
    return undefined;
  } catch (error) {
    return error;
  }
}

async function loadAjv() {
  const { Ajv, _: code } = await import('ajv');
  return { Ajv, code };
}

async function loadAjv2020() {
  const { Ajv2020: Ajv, _: code } = await import('ajv/dist/2020.js');
  return { Ajv, code };
}

function bounded(validate: ValidateFunction<JsonObject>, budget: ReferenceBudget): Validate {
  return (value) => {
    budget.renew();
    try {
      return validate(value) ? undefined : (validate.errors ?? []);
    } catch (error) {
      if (error instanceof RangeError) return 'is nested too deeply for its schema';
      if (error instanceof ReferencesError) return 'would take too long to hold against its schema';
      throw error;
    }
  };
}

const options: Options = {
  // A misspelt keyword would check nothing; the finer points of style are the user's.
  strict: true,
  strictTypes: false,
  strictTuples: false,
  strictRequired: false,
  logger: false,
  code: { regExp: Object.assign(compilePattern, { code: 'new RegExp' }) },
};

/** To compile the schema of schemas takes many times as long as to compile a schema, at every start. */
const withoutMetaSchema: Options = { meta: false, validateSchema: false };

/**
 * Whether a schema asks for a member that every object inherits. Only then must ajv look whether the
 * event has it as its own, which takes longer than all the rest.
 */
function namesInherited(schema: JsonSchema): boolean {
  const text = JSON.stringify(schema);
  const inherited = Object.getOwnPropertyNames(Object.prototype);
  return inherited.some((name) => text.includes(`"${name}"`));
}

function compilePattern(pattern: string, flags: string): RegExp {
  const problem = patternProblem(pattern, 'search');
  if (problem !== undefined) throw new PatternError(pattern, problem);
  return new RegExp(pattern, flags);
}
