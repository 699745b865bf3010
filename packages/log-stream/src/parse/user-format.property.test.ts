import fc from 'fast-check';
import { createUserFormat } from './user-format.ts';
import { fieldTypes } from './user-format-types.ts';

const context = { timeZone: 'Europe/Paris', referenceMs: Date.parse('2026-11-21T05:31:00Z') };

/** Parts of patterns as users write them, each with something it matches. */
const parts: [pattern: (name: string) => string, text: string][] = [
  [(name) => String.raw`(?<${name}>\S+) `, 'word '],
  [(name) => String.raw`\[(?<${name}>[^\]]*)\] `, '[in brackets] '],
  [(name) => String.raw`"(?<${name}>(?:[^"\\]|\\.)*)" `, String.raw`"a \" quote" `],
  [(name) => String.raw`(?<${name}>-?\d+(?:\.\d+)?) `, '-12.5 '],
  [(name) => String.raw`(?:id=(?<${name}>\w+) )?`, 'id=7 '],
  [(name) => `(?<${name}>[^|]*)\\|`, 'text|'],
  [(name) => String.raw`(?<${name}>true|false|null|\{[^}]*\}),`, '{"a":1},'],
  [(name) => String.raw`\s*(?<${name}>[A-Z]+):`, ' WARN:'],
];

const format = fc
  .array(fc.tuple(fc.constantFrom(...parts), fc.constantFrom(...fieldTypes)), {
    minLength: 1,
    maxLength: 5,
  })
  .map((chosen) => {
    const names = chosen.map((_, index) => `f${index}`);
    const pattern = chosen.map(([[write]], index) => write(names[index] ?? '')).join('');
    const types = Object.fromEntries(chosen.map(([, type], index) => [names[index], type]));
    const created = createUserFormat({ name: 'f', pattern: `${pattern}(?<rest>.*)`, types });
    return { created, line: chosen.map(([[, text]]) => text).join('') };
  });

test('reads its own lines, and throws at no line', () => {
  const property = fc.property(
    format,
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.nat(),
    ({ created, line }, noise, at) => {
      const document = created.parse(line + noise, context);
      expect(document).toMatchObject({ rest: noise });
      expect(JSON.parse(JSON.stringify(document))).toEqual(document);
      const cut = at % (line.length + 1);
      const broken = created.parse(line.slice(0, cut) + noise + line.slice(cut + 1), context);
      expect(JSON.parse(JSON.stringify(broken ?? null))).toEqual(broken ?? null);
    },
  );
  fc.assert(property, { numRuns: 1_000 });
});

test('takes time in proportion to lines of up to 1 MB, whatever they repeat', () => {
  const size = 1_000_000;
  const filling = fc.oneof(
    fc.constantFrom(...parts.map(([, text]) => text)),
    fc.string({
      unit: fc.constantFrom('"', '\\', '[', ']', '-', ' ', 'a', '1'),
      minLength: 1,
      maxLength: 4,
    }),
  );
  const property = fc.property(format, filling, ({ created, line }, text) => {
    const long = (line + text.repeat(size / text.length)).slice(0, size);
    const started = performance.now();
    created.parse(long, context);
    created.parse(long.slice(1), context);
    // Linear work takes a tenth of it; work that grows with the square takes minutes.
    expect(performance.now() - started).toBeLessThan(1_000);
  });
  fc.assert(property, { numRuns: 150 });
});
