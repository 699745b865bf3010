import { gzipSync, zstdCompressSync } from 'node:zlib';
import { cloudwatchData, cloudwatchEnvelope, kplAggregate } from '@logdrive/log-stream/testing';
import { inputForm } from './input-form.ts';

const envelope = cloudwatchEnvelope(['a']);
const json = JSON.stringify(envelope);
const quarantined = '{"reason":"not_json","detail":"the text is not JSON","data":""}\n';

test.each<[string, string | Buffer, string]>([
  ['a log line', 'START RequestId: 1', 'lines'],
  ['a bracketed level', '[ERROR] x\n', 'lines'],
  ['a bracketed time', '[2026-11-21 05:00:00] x\n', 'lines'],
  ['colours', '\u001b[31mERROR\u001b[0m x\n', 'lines'],
  ['Latin-1', Buffer.from('caf\xe9 ouvert\n', 'latin1'), 'lines'],
  ['a line in braces', '{main} started\n', 'lines'],
  ['a line in braces without a newline', '{main} started', 'lines'],
  ['a second line that is binary', 'a line\n\u0000\n', 'lines'],
  ['a word that is base64', 'password\n', 'lines'],
  ['words that begin like base64', 'eyJhbGci logged in\n', 'lines'],
  ['an object', '{"a":1}', 'documents'],
  ['objects', '{"a":1}\n{"a":2}\n', 'documents'],
  ['an object behind blanks and a byte order mark', '\ufeff \n {"a":1}\n', 'documents'],
  ['a broken object', '{"a":1,"b\n{"a":2}\n', 'documents'],
  ['an envelope', json, 'documents'],
  ['a list', '[{"a":1}]\n', 'documents'],
  ['a printed object', JSON.stringify(envelope, null, 2), 'document'],
  ['an object printed otherwise', '{ "a": {\n "b": 1 } }', 'document'],
  ['a printed list', '[\n  {}\n]', 'document'],
  ['base64 of JSON', Buffer.from(json).toString('base64'), 'base64'],
  ['base64 of gzip', cloudwatchData(envelope).toString('base64'), 'base64'],
  ['base64 of an aggregate', kplAggregate([{ data: '{}' }]).toString('base64'), 'base64'],
  ['gzip of an envelope', cloudwatchData(envelope), 'bytes'],
  ['gzip of lines', gzipSync('a line\n'), 'gzip lines'],
  ['gzip of the quarantine', gzipSync(quarantined), 'gzip documents'],
  ['gzip of gzip', gzipSync(gzipSync('a line')), 'bytes'],
  ['gzip of nothing', gzipSync(''), 'bytes'],
  ['damaged gzip of lines', gzipSync('a line\n'.repeat(99)).subarray(0, 30), 'bytes'],
  ['zstd', zstdCompressSync('a line'), 'bytes'],
  ['an aggregate', kplAggregate([{ data: '{}' }]), 'bytes'],
  ['UTF-16', Buffer.from('a line', 'utf16le'), 'bytes'],
  ['a zero byte', 'a\u0000b', 'bytes'],
])('%s', (_, input, form) => {
  expect(inputForm(Buffer.from(input), true)).toBe(form);
});

test('of a long compressed file the beginning is enough', () => {
  const lines = gzipSync(Array.from({ length: 50_000 }, (_, n) => `line ${n}\n`).join(''));
  expect(inputForm(lines.subarray(0, 65_536), false)).toBe('gzip lines');
});

test('an object whose line goes on beyond the head is a document of its own', () => {
  expect(inputForm(Buffer.from(`{"a":"${'x'.repeat(70_000)}`), false)).toBe('documents');
});
