import { gunzipSync } from 'node:zlib';
import { ConfigError } from './config-error.ts';

export type Env = Readonly<Record<string, string | undefined>>;

/**
 * Reads typed values from environment variables, collecting every problem; `done` throws them all at
 * once. A variable that is unset or empty takes the default. JSON may be given as gzip in base64, as
 * Terraform's base64gzip makes it: Lambda has 4 KB for all variables together.
 *
 * @example
 * const env = new EnvReader({ BUCKET: 'logs', LEVEL: '12' });
 * const bucket = env.text('BUCKET');
 * const level = env.integer('LEVEL', { least: 1, most: 9, otherwise: 6 });
 * env.done(); // ConfigError: LEVEL is "12": give a whole number from 1 to 9
 */
export class EnvReader {
  readonly #env: Env;
  readonly #problems: string[] = [];

  constructor(env: Env) {
    this.#env = env;
  }

  /** @param otherwise the default; without one the variable is required */
  text(name: string, otherwise?: string): string {
    const value = this.optional(name) ?? otherwise;
    if (value === undefined) this.problem(name, 'is missing: set it');
    return value ?? '';
  }

  optional(name: string): string | undefined {
    return this.#env[name] || undefined;
  }

  /** Whether the variable is set, to nothing. */
  isEmpty(name: string): boolean {
    return this.#env[name] === '';
  }

  choice<T extends string>(name: string, choices: readonly T[], otherwise: T): T {
    const value = this.optional(name);
    if (value === undefined) return otherwise;
    const chosen = choices.find((choice) => choice === value);
    if (chosen === undefined) this.invalid(name, `give one of ${choices.join(', ')}`);
    return chosen ?? otherwise;
  }

  integer(name: string, range: { least: number; most: number; otherwise: number }): number {
    const value = this.optional(name);
    if (value === undefined) return range.otherwise;
    const number = Number(value);
    if (Number.isInteger(number) && number >= range.least && number <= range.most) return number;
    this.invalid(name, `give a whole number from ${range.least} to ${range.most}`);
    return range.otherwise;
  }

  flag(name: string): boolean {
    return this.choice(name, ['true', 'false'], 'false') === 'true';
  }

  /** A JSON array of texts, none of them empty: an empty text in an allow-list would match nothing. */
  texts(name: string): string[] {
    const value = this.#json(name);
    if (value === undefined) return [];
    if (Array.isArray(value) && value.every((item) => typeof item === 'string' && item !== '')) {
      return value;
    }
    this.invalid(name, 'give a JSON array of texts, such as ["app","vpc_*"], none of them empty');
    return [];
  }

  /** A JSON object of texts. */
  textMap(name: string): Record<string, string> {
    const value = this.#json(name);
    if (value === undefined) return {};
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      if (Object.values(value).every((item) => typeof item === 'string')) {
        return value as Record<string, string>;
      }
    }
    this.invalid(name, 'give a JSON object of texts, such as {"team":"core"}');
    return {};
  }

  /** A JSON object; what is in it is for the caller to check. */
  object(name: string, example: string): Record<string, unknown> {
    const value = this.#json(name);
    if (value === undefined) return {};
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      return value as Record<string, unknown>;
    }
    this.invalid(name, `give a JSON object, such as ${example}`);
    return {};
  }

  /** A JSON array; what is in it is for the caller to check. */
  list(name: string, example: string): unknown[] | undefined {
    const value = this.#json(name);
    if (value === undefined || Array.isArray(value)) return value as unknown[] | undefined;
    this.invalid(name, `give a JSON array, such as ${example}`);
    return undefined;
  }

  /** What `make` answers; each problem of a ConfigError that it throws becomes one of this variable. */
  made<T>(name: string, make: () => T): T | undefined {
    try {
      return make();
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      for (const problem of error.problems) this.problem(name, `is wrong: ${problem}`);
      return undefined;
    }
  }

  /** Adds a problem of the form `NAME is "value": <mend>`. */
  invalid(name: string, mend: string): void {
    this.problem(name, `is ${JSON.stringify(this.#env[name])}: ${mend}`);
  }

  /** Adds a problem in the caller's words. */
  problem(name: string, text: string): void {
    this.#problems.push(`${name} ${text}`);
  }

  /** @throws ConfigError when there was any problem */
  done(): void {
    if (this.#problems.length > 0) throw new ConfigError(this.#problems);
  }

  #json(name: string): unknown {
    const value = this.optional(name);
    if (value === undefined) return undefined;
    try {
      return JSON.parse(value.startsWith(gzipInBase64) ? inflated(value) : value);
    } catch {
      return Number.NaN; // not a value of JSON's: the caller names the form it wants
    }
  }
}

/** The first bytes of gzip, which no JSON begins with. */
const gzipInBase64 = 'H4sI';

function inflated(value: string): string {
  return gunzipSync(Buffer.from(value, 'base64'), { maxOutputLength: 1024 * 1024 }).toString();
}
