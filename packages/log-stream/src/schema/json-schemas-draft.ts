import { isJsonObject } from '../parse/json-value.ts';

export type JsonSchema = { [keyword: string]: unknown };

/** The versions of JSON Schema that are understood. */
export type Draft = '2020-12' | '07';

const drafts: Readonly<Record<Draft, string>> = {
  '2020-12': 'https://json-schema.org/draft/2020-12/schema',
  '07': 'http://json-schema.org/draft-07/schema#',
};

/** What can be said of a schema before it is compiled: the rest of a sentence that names it. */
export function schemaProblem(schema: unknown): string | undefined {
  if (!isJsonObject(schema)) return 'is not an object: give a JSON Schema';
  if ('$async' in schema) return 'has the keyword $async: leave it out';
  if (findDraft(schema) === undefined) {
    const given = JSON.stringify(schema.$schema);
    const known = Object.values(drafts).map((draft) => JSON.stringify(draft));
    return `is of the draft ${given}, which is not known: give ${known.join(' or ')} as $schema`;
  }
  return undefined;
}

/** The draft of a schema without a `schemaProblem`. */
export function draftOf(schema: JsonSchema): Draft {
  return findDraft(schema) ?? '2020-12';
}

function findDraft({ $schema }: JsonSchema): Draft | undefined {
  if ($schema === undefined) return '2020-12';
  const known = Object.entries(drafts).find(([, name]) => bare(name) === bare(String($schema)));
  return known?.[0] as Draft | undefined;
}

/** Both protocols, and a `#` at the end, are in use. */
function bare(name: string): string {
  return name.replace(/^https?:/, '').replace(/#$/, '');
}
