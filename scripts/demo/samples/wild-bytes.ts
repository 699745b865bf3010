import { gzipSync, zstdCompressSync } from 'node:zlib';
import { gzipBomb, kplAggregate } from '@logdrive/log-stream/testing';
import { badRecord, delivered, quarantined, type WildRecord, wildEvent } from './expected.ts';

const bom = Buffer.from('\ufeff');
const badUtf8 = Buffer.from('{"name":"Bj\xf6rk"}', 'latin1');

/** Records whose bytes are not simply one line of JSON: empty, compressed, cut off, packed. */
export function wildBytes(): WildRecord[] {
  const line = wildEvent(1);
  const gzip = gzipSync(wildEvent(2));
  const zstd = zstdCompressSync(wildEvent(3));
  const aggregate = kplAggregate([{ data: wildEvent(4) }]);
  return [
    badRecord('empty data', '', 'not_json'),
    badRecord('blanks only', ' \r\n\t\n', 'not_json'),
    badRecord('one byte', '{', 'not_json'),
    badRecord('two bytes', '{}', 'missing_log_type'),
    badRecord('the two bytes that gzip begins with', gzip.subarray(0, 2), 'bad_gzip'),
    badRecord('gzip without its content', gzip.subarray(0, 10), 'bad_gzip'),
    badRecord('gzip cut off in its content', gzip.subarray(0, -20), 'bad_gzip'),
    badRecord('gzip without its last byte', gzip.subarray(0, -1), 'bad_gzip'),
    badRecord('gzip with something behind it', Buffer.concat([gzip, bom]), 'bad_gzip'),
    badRecord('zstd cut off', zstd.subarray(0, -1), 'bad_gzip'),
    badRecord('compressed three times', gzipSync(gzipSync(gzip)), 'inflate_limit'),
    badRecord('invalid UTF-8', badUtf8, 'not_json'),
    badRecord('invalid UTF-8 in gzip', gzipSync(badUtf8), 'not_json'),
    badRecord('UTF-16', Buffer.from(line, 'utf16le'), 'not_json'),
    badRecord('an aggregate with a wrong digest', brokenDigest(aggregate), 'not_json'),
    packed('a byte order mark', Buffer.concat([bom, Buffer.from(wildEvent(5))]), [5]),
    packed('zstd', zstd, [3]),
    packed('compressed twice', gzipSync(gzipSync(wildEvent(6))), [6]),
    packed(
      'two gzip members',
      Buffer.concat([7, 8].map((n) => gzipSync(`${wildEvent(n)}\n`))),
      [7, 8],
    ),
    packed('gzip and zeros', Buffer.concat([gzipSync(wildEvent(9)), Buffer.alloc(9)]), [9]),
    packed('an aggregate of gzip', kplAggregate([{ data: gzipSync(wildEvent(10)) }]), [10]),
    aggregateWithBad(),
  ];
}

/** They cost a function most of what it may inflate in a batch: send them by themselves. */
export function gzipBombs(): WildRecord[] {
  return [badRecord('gzip that inflates to 200 MiB', gzipBomb(200 * 1024 * 1024), 'inflate_limit')];
}

/** A record in which the events with these numbers are packed. */
function packed(kind: string, data: Buffer, numbers: readonly number[]): WildRecord {
  return { kind, data, events: numbers.map((n) => delivered(wildEvent(n))) };
}

function aggregateWithBad(): WildRecord {
  const data = kplAggregate([
    { data: wildEvent(11), partitionKey: 'a' },
    { data: 'not JSON', partitionKey: 'b', explicitHashKey: '7' },
    { data: '', partitionKey: 'b' },
    { data: wildEvent(12), partitionKey: 'a' },
  ]);
  const events = [
    delivered(wildEvent(11)),
    quarantined('not JSON', 'not_json'),
    quarantined('', 'not_json'),
    delivered(wildEvent(12)),
  ];
  return { kind: 'an aggregate with bad records in it', data, events };
}

function brokenDigest(aggregate: Buffer): Buffer {
  const broken = Buffer.from(aggregate);
  broken[broken.length - 1] = (broken.at(-1) ?? 0) ^ 1;
  return broken;
}
