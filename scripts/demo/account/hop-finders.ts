import type { QuarantineEntry } from '@logdrive/log-stream';
import { memberPath, readMember } from '../../../packages/log-stream/src/schema/member-path.ts';
import type { DocumentReader } from './document-reader.ts';
import type { Arrival, SetAside } from './hops.ts';
import { parseEvent } from './log-id.ts';
import type { SharedBucket } from './shared-bucket.ts';
import type { StreamReader } from './stream-reader.ts';

export type FindArrivals = () => Promise<Arrival[]>;
type FindSetAside = () => Promise<SetAside[]>;

/** What a function has written to S3, by partition (`log_type=<t>/date=<d>/hour=<h>`). */
export function inObjects(bucket: SharedBucket, prefix: string): FindArrivals {
  bucket.expect(prefix);
  return async () =>
    (await bucket.take(prefix)).flatMap(({ key, lines }) => {
      const place = key.slice(prefix.length, key.lastIndexOf('/'));
      return lines.map((bytes) => ({ bytes, place }));
    });
}

/** What a function has quarantined. */
export function inQuarantine(bucket: SharedBucket, prefix: string): FindSetAside {
  bucket.expect(prefix);
  return async () =>
    (await bucket.take(prefix)).flatMap(({ lines }) =>
      lines.map((line) => {
        const { data, reason } = JSON.parse(line.toString()) as QuarantineEntry;
        return { bytes: Buffer.from(data, 'base64'), reason };
      }),
    );
}

/** What a function has written to a stream. */
export function inStream(reader: Pick<StreamReader, 'newEvents'>, name: string): FindArrivals {
  return async () => (await reader.newEvents()).map((bytes) => ({ bytes, place: name }));
}

/** What a function has indexed, by index. A document under another id than its log id has no place. */
export function inIndices(
  documents: Pick<DocumentReader, 'newDocuments' | 'restart'>,
  logIdKey: string,
): FindArrivals {
  const logId = memberPath(logIdKey);
  const seen = new Set<string>();
  return async () => {
    const found: Arrival[] = [];
    // All of them each time: of two documents the later may become visible first.
    documents.restart();
    for await (const { index, id, source } of documents.newDocuments()) {
      if (seen.has(`${index}/${id}`)) continue;
      seen.add(`${index}/${id}`);
      const own = String(readMember(parseEvent(source) ?? {}, logId));
      found.push({ bytes: source, place: own === id ? index : `${index}, but under ${id}` });
    }
    return found;
  };
}

/** Nothing is set aside there. */
export const nowhere: FindSetAside = async () => [];
