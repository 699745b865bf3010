import fc from 'fast-check';
import { utf8Bytes } from './utf8-bytes.ts';

test('any texts are the bytes that Buffer.from gives, and stay so', () => {
  const text = fc.string({
    unit: fc.oneof(fc.constantFrom('a', 'é', '€', '😀', '\ud800'), fc.string()),
  });
  const kept: [Buffer, string][] = [];
  fc.assert(
    fc.property(text, fc.nat(3), (part, times) => {
      const whole = part.repeat(10 ** times);
      kept.push([utf8Bytes(whole), whole]);
    }),
    { numRuns: 4000 },
  );
  for (const [bytes, expected] of kept) {
    expect(bytes.equals(Buffer.from(expected))).toBe(true);
  }
});
