/** A pattern in a schema that must not be used. */
export class PatternError extends Error {
  override readonly name = 'PatternError';
  readonly pattern: string;

  constructor(pattern: string, problem: string) {
    super(problem);
    this.pattern = pattern;
  }
}

/** Why ajv could not compile a schema: the rest of a sentence that begins with its name. */
export function compileProblem(error: unknown, formats: readonly string[]): string {
  if (error instanceof PatternError) {
    return `has the pattern ${shortened(JSON.stringify(error.pattern))}, which ${error.message}`;
  }
  if (!(error instanceof Error)) throw error;
  const { missingRef } = error as { missingRef?: unknown };
  if (typeof missingRef === 'string') {
    return `refers to ${shortened(JSON.stringify(missingRef))}, which is not in it: put that under $defs, for nothing is loaded from elsewhere`;
  }
  const [, keyword] = /^strict mode: unknown keyword: (.*)$/s.exec(error.message) ?? [];
  if (keyword !== undefined)
    return `has the keyword ${keyword}, which does not exist: mend or leave it`;
  const [, format] = /^unknown format (".*?")/s.exec(error.message) ?? [];
  if (format !== undefined) {
    return `has the format ${format}, which is not known: give one of ${formats.join(', ')}`;
  }
  const words = shortened(error.message.replace(/^schema is invalid: /, ''));
  return `is not a valid JSON Schema: ${words.replaceAll(/\bdata(?=\/| must)/g, 'schema')}`;
}

/** Cut to a length that can be read. */
export function shortened(text: string, mostCharacters = 400): string {
  return text.length <= mostCharacters ? text : `${text.slice(0, mostCharacters - 3)}...`;
}
