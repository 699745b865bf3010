import type { CodeKeywordDefinition, KeywordCxt, _ as template } from 'ajv';
import type Ajv from 'ajv/dist/core.js';

/** An event for which a schema has to follow too many references. */
export class ReferencesError extends Error {
  override readonly name = 'ReferencesError';
}

/** Following as many takes about a second. */
const mostReferences = 1_000_000;

/**
 * Bounds how many `$ref` a schema may follow for one event. A schema that refers to itself from two
 * branches of an `anyOf` follows twice as many for each level of nesting: forty levels would take
 * hours.
 */
export class ReferenceBudget {
  private left = mostReferences;

  /** Makes the schemas that `ajv` compiles from now on count. @param code ajv's own `_` */
  limit(ajv: Ajv.default, code: typeof template): void {
    const spend = () => this.spend();
    for (const keyword of ['$ref', '$dynamicRef']) {
      const known = ajv.getKeyword(keyword);
      if (typeof known !== 'object' || !('code' in known)) continue;
      const definition = known as CodeKeywordDefinition;
      const counted = (context: KeywordCxt) => {
        context.gen.code(code`${context.gen.scopeValue('func', { ref: spend })}()`);
        definition.code(context);
      };
      ajv.removeKeyword(keyword).addKeyword({ ...definition, code: counted });
    }
  }

  /** Before each event. */
  renew(): void {
    this.left = mostReferences;
  }

  private spend(): void {
    this.left -= 1;
    if (this.left < 0) throw new ReferencesError();
  }
}
