import { setTimeout as sleep } from 'node:timers/promises';
import type { SchemaKeys } from '@logdrive/log-stream';
import { Auditor } from './account/auditor.ts';
import { BucketReader } from './account/bucket-reader.ts';
import { readFunctionLog } from './account/function-log.ts';
import { type Found, Ledger } from './account/ledger.ts';
import { settle } from './account/settle.ts';
import type { Clients } from './clients.ts';
import type { OutgoingRecord } from './events.ts';
import { type KeyedRecord, recordBatches } from './send/record-batches.ts';
import { sendBatch } from './send/send-batch.ts';
import type { Stack } from './stack.ts';

export interface ShipmentOptions {
  stack: Stack;
  clients: Clients;
  keys: SchemaKeys;
  /** Where the objects are left as files. */
  folder: string;
  /** Hears of every delivered event. */
  onDelivered?: (found: Found) => void;
}

/** How far a shipment is, in events. */
export type OnProgress = (progress: { sent: number; accounted: number }) => void;

/**
 * Bytes that may be under way at a time. A real event source mapping hands a function at most 6 MB; the
 * local AWS hands it up to 10,000 records, whatever their size.
 */
const underWayBytes = 8 * 1024 * 1024;

/** How often to look into the bucket while sending. */
const lookEveryMs = 1000;

/** How long to wait, once all is accounted for, for what must not come: an event twice. */
const afterwardsMs = 1500;

/** Sends events through a stack and holds what arrives against what was sent. */
export class Shipment {
  readonly ledger: Ledger;
  readonly auditor: Auditor;
  readonly #options: ShipmentOptions;

  constructor(options: ShipmentOptions) {
    const { stack, clients, keys, folder, onDelivered } = options;
    this.#options = options;
    this.ledger = new Ledger(keys.logId);
    this.auditor = new Auditor({
      ledger: this.ledger,
      reader: new BucketReader(clients.s3, stack.locations.bucket, folder),
      readFunctionLog: () => readFunctionLog(clients.logs, stack.logGroupName),
      locations: stack.locations,
      ...(onDelivered && { onDelivered }),
    });
  }

  /**
   * Sends records and waits until all their events are accounted for.
   *
   * @throws UnsettledError when some stay unaccounted for; Error when the stream refuses records
   */
  async send(
    records: AsyncIterable<OutgoingRecord> | Iterable<OutgoingRecord>,
    onProgress: OnProgress = () => {},
  ): Promise<void> {
    const { clients, stack } = this.#options;
    let underWay = 0;
    let lookedAt = Date.now();
    for await (const batch of recordBatches(records)) {
      const size = batch.reduce((sum, { data }) => sum + data.length, 0);
      if (underWay > 0 && underWay + size > underWayBytes) {
        await this.#settle(onProgress);
        underWay = 0;
      }
      this.#enter(batch);
      await sendBatch(clients.kinesis, batch, { stream: stack.streamName });
      underWay += size;
      if (Date.now() - lookedAt > lookEveryMs) {
        await this.auditor.look();
        lookedAt = Date.now();
      }
      this.#report(onProgress);
    }
    await this.#settle(onProgress);
  }

  /** Looks once more for what must not be there, and closes the books. */
  async close(): Promise<void> {
    await sleep(afterwardsMs);
    await this.auditor.look();
    this.ledger.close(this.auditor.filtered);
  }

  #enter(batch: readonly KeyedRecord[]): void {
    for (const { events } of batch) {
      for (const event of events) this.ledger.send(event);
    }
  }

  #settle(onProgress: OnProgress): Promise<void> {
    return settle(this.ledger, this.auditor, { onLook: () => this.#report(onProgress) });
  }

  #report(onProgress: OnProgress): void {
    onProgress({ sent: this.ledger.totals.all.sent, accounted: this.auditor.accounted });
  }
}
