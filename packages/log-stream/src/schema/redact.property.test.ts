import fc from 'fast-check';
import { createRedactor } from './redact.ts';
import type { RedactRule } from './redact-rule.ts';

/** A JSON value as it is spelt: members in order, keys perhaps repeated or written with escapes. */
type Spelt = { members: [key: string, value: Spelt][] } | { elements: Spelt[] } | { leaf: string };

const names = ['a', 'b', 'c', 'a.b', '*', '0', '__proto__', 'a/b'];
const keyName = fc.constantFrom(...names);
const { value } = fc.letrec<{ value: Spelt }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'medium', withCrossShrink: true },
    fc.constant({ leaf: '' }),
    fc.record({ members: fc.array(fc.tuple(keyName, tie('value')), { maxLength: 4 }) }),
    fc.record({ elements: fc.array(tie('value'), { maxLength: 3 }) }),
  ),
}));
const object = fc.record({ members: fc.array(fc.tuple(keyName, value), { maxLength: 4 }) });

const rule: fc.Arbitrary<RedactRule> = fc.record({
  path: fc
    .array(fc.constantFrom('a', 'b', 'c', '*', '0', '__proto__', 'a/b'), {
      minLength: 1,
      maxLength: 3,
    })
    .map((parts) => parts.join('.')),
  action: fc.constantFrom('remove' as const, 'mask' as const, 'hash' as const),
});

/** Writes the value with a text of its own in each leaf, and notes what a rule says of each. */
class Writer {
  readonly redacted: string[] = [];
  matched = false;
  private leaves = 0;
  private readonly paths: string[][];
  private readonly escapes: Iterator<boolean>;

  constructor(rules: readonly RedactRule[], escapes: Iterator<boolean>) {
    this.paths = rules.map(({ path }) => path.split('.'));
    this.escapes = escapes;
  }

  write(spelt: Spelt, rest: string[][] = this.paths, redacted = false): string {
    if ('leaf' in spelt) {
      this.leaves += 1;
      const secret = `leaf ${this.leaves}!`;
      if (redacted) this.redacted.push(secret);
      return JSON.stringify(secret);
    }
    const inner = (key: string, child: Spelt) => {
      const left = rest.flatMap((parts) => remaining(parts, key));
      const ends = left.some((parts) => parts.length === 0);
      this.matched ||= ends;
      return this.write(child, left, redacted || ends);
    };
    if ('elements' in spelt) {
      return `[${spelt.elements.map((child, index) => inner(String(index), child)).join(', ')}]`;
    }
    const members = spelt.members.map(([key, child]) => `${this.key(key)}:${inner(key, child)}`);
    return `{${members.join(',')}}`;
  }

  private key(name: string): string {
    if (!this.escapes.next().value) return JSON.stringify(name);
    return `"\\u${name.charCodeAt(0).toString(16).padStart(4, '0')}${name.slice(1)}"`;
  }
}

/** What is left of a path behind a member, in each way in which it may lead there. */
function remaining(parts: string[], key: string): string[][] {
  return parts.flatMap((part, index) => {
    const joined = parts.slice(0, index + 1).join('.');
    return joined === key || (index === 0 && part === '*') ? [parts.slice(index + 1)] : [];
  });
}

/** Whether each key is written with an escape. */
const escapes = fc.infiniteStream(fc.boolean());
const rules = fc.array(rule, { minLength: 1, maxLength: 3 });

test('no redacted value is left in the bytes, and no other value that counts is lost', () => {
  const property = fc.property(object, rules, escapes, (spelt, some, stream) => {
    const writer = new Writer(some, stream);
    const bytes = Buffer.from(writer.write(spelt));
    const redacted = createRedactor(some)(bytes);
    const text = redacted?.toString() ?? '';
    for (const secret of writer.redacted) expect(text).not.toContain(secret);
    const counting = leavesOf(JSON.parse(bytes.toString()));
    for (const leaf of counting) if (!writer.redacted.includes(leaf)) expect(text).toContain(leaf);
  });
  fc.assert(property, { numRuns: 5_000 });
});

test('an event stays the same bytes if, and only if, it holds nothing to redact', () => {
  const property = fc.property(object, rules, escapes, (spelt, some, stream) => {
    const writer = new Writer(some, stream);
    const bytes = Buffer.from(writer.write(spelt));
    expect(createRedactor(some)(bytes) === bytes).toBe(!writer.matched);
  });
  fc.assert(property, { numRuns: 5_000 });
});

test('redacting twice is redacting once, where nothing is left that moves', () => {
  const masks = rules.map((some) => some.map((one): RedactRule => ({ ...one, action: 'mask' })));
  const property = fc.property(object, masks, escapes, (spelt, some, stream) => {
    const redact = createRedactor(some);
    const once = redact(Buffer.from(new Writer(some, stream).write(spelt))) as Buffer;
    expect(redact(once)?.toString()).toBe(once.toString());
  });
  fc.assert(property, { numRuns: 1_000 });
});

function leavesOf(parsed: unknown): string[] {
  if (typeof parsed === 'string') return [parsed];
  return typeof parsed === 'object' && parsed !== null
    ? Object.values(parsed).flatMap(leavesOf)
    : [];
}
