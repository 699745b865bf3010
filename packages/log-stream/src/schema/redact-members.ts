import { createHash, createHmac } from 'node:crypto';
import { numberText } from './lossless-json.ts';
import { mask, type RedactedValue } from './redact-copies.ts';
import { type RulePlace, stepInto, type Verdict } from './redact-paths.ts';
import type { RedactAction } from './redact-rule.ts';

type Container = Record<string, unknown> | unknown[];

/** 128 bits: enough that two values do not share one. */
const hashDigits = 32;

/** Redacts, in place, what `parseLossless` read. */
export class MemberRedactor {
  /** The texts and numbers that have been redacted, also those inside of what was. */
  readonly values: RedactedValue[] = [];
  private readonly hashKey: string | undefined;

  constructor(hashKey: string | undefined) {
    this.hashKey = hashKey;
  }

  redact(container: Container, places: readonly RulePlace[]): void {
    if (Array.isArray(container)) this.redactArray(container, places);
    else this.redactObject(container, places);
  }

  private redactObject(object: Record<string, unknown>, places: readonly RulePlace[]): void {
    for (const key of Object.keys(object)) {
      const verdict = stepInto(places, key);
      if (verdict.action === 'remove') {
        this.note(object[key], mask);
        delete object[key];
      }
      // The member is there: even `__proto__` is assigned like any other.
      else object[key] = this.redacted(object[key], verdict);
    }
  }

  private redactArray(array: unknown[], places: readonly RulePlace[]): void {
    let kept = 0;
    for (const [index, element] of array.entries()) {
      const verdict = stepInto(places, String(index));
      if (verdict.action === 'remove') {
        this.note(element, mask);
        continue;
      }
      array[kept] = this.redacted(element, verdict);
      kept += 1;
    }
    array.length = kept;
  }

  private redacted(value: unknown, { action, inside }: Verdict): unknown {
    if (action !== undefined) return this.replacement(value, action);
    if (inside.length > 0 && isContainer(value)) this.redact(value, inside);
    return value;
  }

  private replacement(value: unknown, action: RedactAction): string {
    const replacement = action === 'mask' ? mask : this.hash(value);
    this.note(value, replacement);
    return replacement;
  }

  private hash(value: unknown): string {
    const hash =
      this.hashKey === undefined ? createHash('sha256') : createHmac('sha256', this.hashKey);
    return hash.update(textOf(value)).digest('hex').slice(0, hashDigits);
  }

  private note(value: unknown, replacement: string): void {
    const text = typeof value === 'string' ? value : numberText(value);
    if (text !== undefined) this.values.push({ text, replacement });
    else if (isContainer(value)) for (const inner of Object.values(value)) this.note(inner, mask);
  }
}

/** A text as it is; anything else as JSON, numbers as they were spelt. */
function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** A number is an object too, after `parseLossless`. */
function isContainer(value: unknown): value is Container {
  return typeof value === 'object' && value !== null && numberText(value) === undefined;
}
