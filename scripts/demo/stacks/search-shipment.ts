import type { SchemaKeys } from '@logdrive/log-stream';
import { BucketReader } from '../account/bucket-reader.ts';
import { DocumentReader } from '../account/document-reader.ts';
import { readFunctionLog } from '../account/function-log.ts';
import { type Found, Ledger } from '../account/ledger.ts';
import { SearchAuditor } from '../account/search-auditor.ts';
import { searchableRecognition } from '../account/searchable-recognition.ts';
import type { Clients } from '../clients.ts';
import { Shipment } from '../shipment.ts';
import { indexPattern, type SearchStack } from './search-stack.ts';

export interface SearchShipmentOptions {
  stack: Pick<SearchStack, 'node' | 'streamName' | 'logGroupName' | 'bucket' | 'quarantine'>;
  clients: Clients;
  keys: SchemaKeys;
  /** Where the quarantine's objects are left as files. */
  folder: string;
  /** Hears of every event that was found. */
  onDelivered?: (found: Found) => void;
}

/**
 * A shipment into the search engine. Of the `partition` of an event only day and hour are looked at:
 * `date=YYYY-MM-DD/hour=HH`.
 */
export function searchShipment(options: SearchShipmentOptions): Shipment<SearchAuditor> {
  const { stack, clients, keys, folder, onDelivered } = options;
  const ledger = new Ledger(keys.logId, searchableRecognition(keys));
  const auditor = new SearchAuditor({
    ledger,
    keys,
    reader: new BucketReader(clients.s3, stack.bucket, folder),
    readFunctionLog: () => readFunctionLog(clients.logs, stack.logGroupName),
    quarantine: stack.quarantine,
    documents: new DocumentReader(stack.node, indexPattern),
    ...(onDelivered && { onDelivered }),
  });
  return new Shipment({ kinesis: clients.kinesis, streamName: stack.streamName, ledger, auditor });
}
