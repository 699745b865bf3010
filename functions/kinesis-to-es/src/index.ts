import { connectionOptions } from '@logdrive/log-stream/opensearch';
import { Client } from '@opensearch-project/opensearch';

const client = new Client(
  connectionOptions({
    url: process.env.ENDPOINT ?? 'http://127.0.0.1:9200',
    auth: { kind: 'none' },
  }),
);

export const handler = async () => client.transport.request({ method: 'GET', path: '/' });
