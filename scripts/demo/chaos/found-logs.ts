import { join } from 'node:path';
import type { QuarantineEntry } from '@logdrive/log-stream';
import { storedDocuments } from '../../opensearch/stored-documents.ts';
import { BucketReader } from '../account/bucket-reader.ts';
import { folders } from '../folders.ts';
import type { FoundLogs } from './accounts.ts';
import { idOf } from './chaos-logs.ts';
import type { ChaosStack } from './chaos-stack.ts';

/** Reads all that the stack has written: the archive's objects, the indices, every quarantine. */
export async function findChaosLogs({ clients, node, outputs }: ChaosStack): Promise<FoundLogs> {
  const archive: string[] = [];
  const quarantine: string[] = [];
  const kept = Object.values(outputs.locations).map((urls) => prefixOf(urls.quarantine));
  const objects = prefixOf(outputs.locations.archive.objects);
  const folder = join(folders.chaos, 'objects');
  const reader = new BucketReader(clients.s3, outputs.bucket, folder);
  for await (const { key, lines } of reader.newObjects()) {
    if (kept.some((prefix) => key.startsWith(prefix))) quarantine.push(...lines.map(keptId));
    else if (key.startsWith(objects)) archive.push(...lines.map(logId));
    else quarantine.push(...lines.map(() => `not expected: ${key}`));
  }
  const documents = await storedDocuments(node, 'logs-*');
  return { archive, quarantine, search: documents.map(({ source }) => String(source.log_id)) };
}

function logId(line: Buffer): string {
  return String((JSON.parse(String(line)) as { log_id: unknown }).log_id);
}

function keptId(line: Buffer): string {
  const { data } = JSON.parse(String(line)) as QuarantineEntry;
  return idOf(String(Buffer.from(data, 'base64')));
}

/** `s3://<bucket>/<prefix>` -> `<prefix>` */
function prefixOf(url = ''): string {
  return url.split('/').slice(3).join('/');
}
