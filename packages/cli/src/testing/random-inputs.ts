import { gzipSync, zstdCompressSync } from 'node:zlib';
import {
  cloudwatchControlMessage,
  cloudwatchEnvelope,
  kinesisRecord,
  kplAggregate,
} from '@logdrive/log-stream/testing';
import type { Random } from './random.ts';

/** Bytes by which decoders, parsers and `explain` itself tell what they have before them. */
const beginnings = [
  ...['', '', '', '', '{', '{"', '[', '{"a":', '\ufeff{', '{"messageType":"DATA_MESSAGE"'],
  ...['H4sI', 'eyJ', '[ERROR] ', 'REPORT RequestId: ', '2026-11-21T05:00:00Z ', '<34>1 ', '\n'],
].map((text) => Buffer.from(text));
const magics = ['1f8b08', '1f8b', '28b52ffd', 'f3899ac2', '00', 'efbbbf'].map((hex) =>
  Buffer.from(hex, 'hex'),
);
const alphabets = [
  '{}[]",:\\0123456789eE+-. \n\ttruefalsn',
  'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=\n',
  ' \t\r\n\u00a0abc=\'"<>|/:-[](){}0123456789é…',
].map((text) => [...text]);

/** Up to 2,000 bytes: any at all, or of the kinds that come further than others. */
export function randomBytes(random: Random): Buffer {
  const length = random.below(random.pick([3, 40, 400, 2000]));
  const kind = random.below(10);
  if (kind < 4) return random.bytes(length);
  if (kind < 5) return Buffer.concat([random.pick(magics), random.bytes(length)]);
  const alphabet = random.pick(alphabets);
  const text = Array.from({ length }, () => random.pick(alphabet)).join('');
  const bytes = Buffer.concat([random.pick(beginnings), Buffer.from(text)]);
  if (kind < 9) return bytes;
  return random.below(2) === 0 ? gzipSync(bytes) : zstdCompressSync(bytes);
}

const messages = [
  'REPORT RequestId: 8f5ac1c6-3f0c-4f3d-9c55-2f2e0ff3c9b1\tDuration: 12.34 ms\tBilled Duration: 13 ms\tMemory Size: 128 MB\tMax Memory Used: 64 MB\t',
  '[ERROR] KeyError: 7\nTraceback (most recent call last):\n\u00a0\u00a0File "/var/task/a.py", line 3, in handler\n',
  '2026-11-21T05:00:00.123Z\t8f5ac1c6-3f0c-4f3d-9c55-2f2e0ff3c9b1\tINFO\tpaid',
  '{"log_type":"app","time":"2026-11-21T05:00:00Z","n":12345678901234567890,"deep":[[[{}]]]}',
  '2 123456789010 eni-1235b8ca 172.31.16.139 172.31.16.21 20641 22 6 20 4249 1418530010 1418530070 ACCEPT OK',
  'Nov 21 05:00:00 host app[12]: level=info msg="a b" n=1 ünï',
];

function anyEnvelope(random: Random): object {
  if (random.below(20) === 0) return cloudwatchControlMessage();
  const count = random.below(4);
  return cloudwatchEnvelope(Array.from({ length: count }, () => random.pick(messages)));
}

/** An envelope in one of the forms in which it travels, with damage done before or after packing. */
export function mutatedEnvelope(random: Random): Buffer {
  const json = Buffer.from(JSON.stringify(anyEnvelope(random), null, random.pick([0, 0, 0, 2])));
  const before = random.below(2) === 0;
  const packed = pack(before ? mutate(json, random) : json, random);
  return before && random.below(4) > 0 ? packed : mutate(packed, random);
}

function pack(json: Buffer, random: Random): Buffer {
  const forms: readonly (() => Buffer)[] = [
    () => json,
    () => gzipSync(json),
    () => zstdCompressSync(json),
    () => Buffer.from(gzipSync(json).toString('base64')),
    () => kplAggregate([{ data: gzipSync(json) }, { data: json }]),
    () => Buffer.concat([json, json]),
    () => Buffer.from(JSON.stringify({ Records: [kinesisRecord({ data: gzipSync(json) })] })),
    () => Buffer.from(JSON.stringify({ awslogs: { data: gzipSync(json).toString('base64') } })),
  ];
  return random.pick(forms)();
}

/** The bytes with one to four of them, or of their stretches, changed. */
function mutate(bytes: Buffer, random: Random): Buffer {
  let mutated = bytes;
  for (let count = 1 + random.below(4); count > 0; count -= 1)
    mutated = mutateOnce(mutated, random);
  return mutated;
}

function mutateOnce(bytes: Buffer, random: Random): Buffer {
  const at = random.below(bytes.length + 1);
  const end = Math.min(bytes.length, at + random.below(30));
  const [head, tail] = [bytes.subarray(0, at), bytes.subarray(end)];
  switch (random.below(6)) {
    case 0:
      return head;
    case 1:
      return Buffer.concat([head, tail]);
    case 2:
      return Buffer.concat([head, random.bytes(1), bytes.subarray(at + 1)]);
    case 3:
      return Buffer.concat([head, random.bytes(random.below(8)), bytes.subarray(at)]);
    case 4:
      return Buffer.concat([bytes.subarray(0, end), bytes.subarray(at)]);
    default: {
      const piece = random.pick(['null', '""', '[]', '{}', '1e999', '-1', '"', '\\', '}{', '\n']);
      return Buffer.concat([head, Buffer.from(piece), tail]);
    }
  }
}
