import fc from 'fast-check';
import { utf8Bytes } from './utf8-bytes.ts';

test('any texts are the bytes that Buffer.from gives, and stay so', () => {
  const text = fc.string({
    unit: fc.oneof(fc.constantFrom('a', 'é', '€', '😀', '\ud800'), fc.string()),
  });
  const kept: [Buffer, string][] = [];
  fc.assert(
    fc.property(text, text, fc.nat(3), (head, tail, times) => {
      const whole = head.repeat(10 ** times);
      kept.push([utf8Bytes(`${whole}}`, tail, 1), whole + tail], [utf8Bytes(whole), whole]);
    }),
    { numRuns: 2000 },
  );
  for (const [bytes, expected] of kept) {
    expect(bytes.equals(Buffer.from(expected))).toBe(true);
  }
});
