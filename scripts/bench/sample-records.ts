import { hash } from 'node:crypto';
import { kinesisRecord } from '@logdrive/log-stream/testing';
import type { KinesisStreamRecord } from 'aws-lambda';

const logTypes = ['access', 'orders', 'payments', 'audit'];
const paths = ['/api/v1/orders', '/api/v1/customers/42', '/healthz', '/api/v2/search?q=log'];

/** JSON records of about 700 bytes over 4 log types and 3 hours; the same for the same count. */
export function sampleRecords(count: number): KinesisStreamRecord[] {
  return Array.from({ length: count }, (_, index) =>
    kinesisRecord({ data: JSON.stringify(sampleEvent(index)) }),
  );
}

function sampleEvent(index: number) {
  const noise = (salt: number) => Math.imul(index + 1, salt) >>> 0;
  const id = (salt: string) => hash('sha256', `${salt}${index}`);
  return {
    log_type: logTypes[index % logTypes.length],
    log_id: id('log').slice(0, 32),
    time: new Date(Date.UTC(2026, 10, 20, index % 3, 0, 0, noise(40503) % 3_600_000)).toISOString(),
    level: index % 17 === 0 ? 'WARN' : 'INFO',
    message: `request ${noise(97)} handled in ${noise(31) % 900} ms`,
    request: {
      method: index % 5 === 0 ? 'POST' : 'GET',
      path: `${paths[noise(7) % paths.length]}?session=${id('session').slice(0, 12)}`,
      status: index % 29 === 0 ? 500 : 200,
      duration_ms: noise(31) % 900,
      bytes: noise(13) % 100_000,
      user_agent: 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko)',
      remote_address: `10.${noise(3) % 256}.${noise(5) % 256}.${noise(11) % 256}`,
    },
    trace: { trace_id: id('trace').slice(0, 32), span_id: id('span').slice(0, 16) },
    host: { name: `web-${noise(19) % 40}`, zone: 'eu-west-1a', version: '2026.11.20-1' },
    tags: ['production', 'checkout', `shard-${noise(23) % 16}`],
    customer: { id: noise(29), plan: index % 3 === 0 ? 'team' : 'free', region: 'eu' },
  };
}
