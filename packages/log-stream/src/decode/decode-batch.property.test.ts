import { gzipSync, zstdCompressSync } from 'node:zlib';
import fc from 'fast-check';
import {
  cloudwatchData,
  cloudwatchEnvelope,
  kinesisRecord,
  kplAggregate,
  kplEnvelope,
} from '../testing/factories.ts';
import { decodeBatch } from './decode-batch.ts';
import { failedToRead } from './reading-failed.ts';

const decode = (data: string | Buffer) => decodeBatch([kinesisRecord({ data })]);
const texts = (parts: ReadonlyArray<{ bytes: Buffer }>) => parts.map(({ bytes }) => `${bytes}`);

/** An object as text, the way a program might write it; `n` keeps it from being an envelope. */
const object = fc
  .record({
    value: fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 3 }), { maxKeys: 5 }),
    n: fc.nat(),
  })
  .map(({ value, n }) => JSON.stringify({ ...value, messageType: n }));

/** Lines that are no object, and that neither begin nor end one that spans lines. */
const badLine = fc.oneof(
  fc.constantFrom('{"a":', '{"a":NaN}', '{"a":"b', '[1]', '"}{"', 'null', ':', '5', "{'a':1}"),
  fc.string({ minLength: 1 }).map((text) => `text ${text.replaceAll(/[\r\n]/g, ' ')}`),
);

const bytes = fc.uint8Array({ maxLength: 500 }).map((array) => Buffer.from(array));
const jsonish = fc
  .array(fc.constantFrom('{', '}', '[', ']', '"', '\\', ',', ':', '1', 'a', ' ', '\n', '\r', 'é'))
  .map((parts) => Buffer.from(parts.join('')));
const anyData = fc
  .oneof(
    bytes,
    jsonish,
    object.map((text) => Buffer.from(text)),
  )
  .chain((data) =>
    fc.constantFrom(
      data,
      gzipSync(data),
      zstdCompressSync(data),
      gzipSync(gzipSync(data)),
      Buffer.concat([gzipSync('{}'), data]),
      Buffer.concat([Buffer.from('1f8b08', 'hex'), data]),
      Buffer.concat([Buffer.from('28b52ffd', 'hex'), data]),
      kplEnvelope(data),
      kplAggregate([{ data }, { data: '{}' }]),
    ),
  );

/** Data of a kind that decodes, with some bytes changed. */
const mutated = fc
  .tuple(
    fc.constantFrom(
      cloudwatchData(cloudwatchEnvelope(['a', '{"b":1}'])),
      Buffer.from(JSON.stringify(cloudwatchEnvelope(['a', '{"b":1}']))),
      kplAggregate([{ data: '{"a":1}' }, { data: gzipSync('{"b":1}') }]),
      zstdCompressSync('{"a":1}'.repeat(100)),
    ),
    fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 5 }),
  )
  .map(([data, changes]) => {
    const changed = Buffer.from(data);
    for (const [at, byte] of changes) changed[at % changed.length] = byte;
    return changed;
  });

test('any bytes decode without a throw, and are accounted for', () => {
  fc.assert(
    fc.property(fc.oneof(anyData, mutated), (data) => {
      const { events, rejects, controlMessages, taken } = decode(data);
      expect(taken).toBe(1);
      for (const { detail } of rejects) expect(detail).not.toContain(failedToRead);
      expect(events.length + rejects.length + controlMessages).toBeGreaterThan(0);
      const positions = [...events, ...rejects].map(({ position }) => position);
      expect(positions.sort((a, b) => a - b)).toEqual(positions.map((_, index) => index));
      for (const event of events) {
        expect(JSON.parse(`${event.bytes}`)).toEqual(event.value);
        expect(event.bytes.includes('\n') || event.bytes.includes('\r')).toBe(false);
      }
    }),
    { numRuns: 2000 },
  );
});

test('every byte that is not blank is in an event or a reject', () => {
  const withoutBlanks = (text: string) => text.replaceAll(/[ \t\r\n]/g, '');
  fc.assert(
    fc.property(fc.oneof(bytes, jsonish), (data) => {
      fc.pre(data[0] !== 0x1f && data[0] !== 0xef);
      const { events, rejects } = decode(data);
      const parts = [...events, ...rejects].sort((a, b) => a.position - b.position);
      const kept = parts.map((part) => part.bytes.toString('latin1')).join('');
      expect(withoutBlanks(kept)).toBe(withoutBlanks(data.toString('latin1')));
    }),
    { numRuns: 2000 },
  );
});

test('any mixture of good and bad lines keeps the good ones', () => {
  const line = fc.oneof(
    object.map((text) => ({ text, good: true })),
    badLine.map((text) => ({ text, good: false })),
  );
  const lines = fc.array(line, { minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(lines, fc.constantFrom('\n', '\r\n', '\n\n'), (mixture, newline) => {
      const { events, rejects } = decode(mixture.map(({ text }) => text).join(newline));
      const expected = (good: boolean) =>
        mixture.filter((part) => part.good === good).map(({ text }) => text);
      expect(texts(events)).toEqual(expected(true));
      expect(texts(rejects)).toEqual(expected(false));
    }),
    { numRuns: 1000 },
  );
});

test('objects one after another come apart, however they are printed', () => {
  const printed = fc.tuple(object, fc.constantFrom(undefined, 1, 2, '\t')).map(([text, indent]) => {
    const value: unknown = JSON.parse(text);
    return { value, text: JSON.stringify(value, undefined, indent) };
  });
  const between = fc.constantFrom('', ' ', '\n', '\r\n', '\n\n\t');
  fc.assert(
    fc.property(fc.array(printed, { minLength: 1 }), between, (objects, separator) => {
      const { events, rejects } = decode(objects.map(({ text }) => text).join(separator));
      expect(rejects).toEqual([]);
      expect(events.map(({ value }) => value)).toEqual(objects.map(({ value }) => value));
      for (const { bytes: line, value } of events) expect(JSON.parse(`${line}`)).toEqual(value);
    }),
    { numRuns: 500 },
  );
});

test('any object survives the way through aggregate, compression and envelope', () => {
  const objects = fc.array(object, { minLength: 1, maxLength: 10 });
  const ways: Record<string, (lines: string[]) => Buffer> = {
    lines: (lines) => Buffer.from(lines.join('\n')),
    gzip: (lines) => gzipSync(lines.join('\n')),
    zstd: (lines) => Buffer.concat(lines.map((line) => zstdCompressSync(line))),
    aggregate: (lines) => kplAggregate(lines.map((data) => ({ data }))),
    'gzip in an aggregate': (lines) =>
      kplAggregate(lines.map((line) => ({ data: gzipSync(line), partitionKey: line.slice(0, 9) }))),
    envelope: (lines) => cloudwatchData(cloudwatchEnvelope(lines)),
    'envelopes in an aggregate': (lines) =>
      kplAggregate(lines.map((line) => ({ data: cloudwatchData(cloudwatchEnvelope([line])) }))),
  };
  fc.assert(
    fc.property(objects, fc.constantFrom(...Object.keys(ways)), (lines, way) => {
      const { events, rejects } = decode(ways[way]?.(lines) ?? '');
      expect(rejects).toEqual([]);
      expect(texts(events)).toEqual(lines);
    }),
    { numRuns: 500 },
  );
});
