import type { SchemaKeys } from '@logdrive/log-stream';
import { Auditor } from '../account/auditor.ts';
import { BucketReader } from '../account/bucket-reader.ts';
import { readFunctionLog } from '../account/function-log.ts';
import { type Found, Ledger } from '../account/ledger.ts';
import type { Clients } from '../clients.ts';
import { Shipment } from '../shipment.ts';
import type { Stack } from '../stack.ts';

export interface ArchiveShipmentOptions {
  stack: Stack;
  clients: Clients;
  keys: SchemaKeys;
  /** Where the objects are left as files. */
  folder: string;
  /** Hears of every delivered event. */
  onDelivered?: (found: Found) => void;
}

/** A shipment into the bucket of the archive. */
export function archiveShipment(options: ArchiveShipmentOptions): Shipment {
  const { stack, clients, keys, folder, onDelivered } = options;
  const ledger = new Ledger(keys.logId);
  const auditor = new Auditor({
    ledger,
    reader: new BucketReader(clients.s3, stack.locations.bucket, folder),
    readFunctionLog: () => readFunctionLog(clients.logs, stack.logGroupName),
    locations: stack.locations,
    ...(onDelivered && { onDelivered }),
  });
  return new Shipment({ kinesis: clients.kinesis, streamName: stack.streamName, ledger, auditor });
}
