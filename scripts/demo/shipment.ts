import { setTimeout as sleep } from 'node:timers/promises';
import type { KinesisClient } from '@aws-sdk/client-kinesis';
import { createKinesisWriter } from '../../packages/log-stream/src/kinesis/kinesis-writer.ts';
import type { Auditor } from './account/auditor.ts';
import type { Ledger } from './account/ledger.ts';
import { settle } from './account/settle.ts';
import type { OutgoingRecord } from './events.ts';
import { type KeyedRecord, parcels } from './send/parcels.ts';
import { sendParcel } from './send/send-parcel.ts';

export interface ShipmentParts<A extends Auditor> {
  kinesis: KinesisClient;
  streamName: string;
  ledger: Ledger;
  auditor: A;
}

/** How far a shipment is, in events. */
export type OnProgress = (progress: { sent: number; accounted: number }) => void;

/**
 * Bytes that may be under way at a time. A real event source mapping hands a function at most 6 MB; the
 * local AWS hands it up to 10,000 records, whatever their size.
 */
const underWayBytes = 4 * 1024 * 1024;

/** How long to wait, once all is accounted for, for what must not come: an event twice. */
const afterwardsMs = 1500;

/** Sends events through a stack and holds what arrives against what was sent. */
export class Shipment<A extends Auditor = Auditor> {
  readonly ledger: Ledger;
  readonly auditor: A;
  readonly #parts: ShipmentParts<A>;

  constructor(parts: ShipmentParts<A>) {
    this.ledger = parts.ledger;
    this.auditor = parts.auditor;
    this.#parts = parts;
  }

  /**
   * Sends records and waits until all their events are accounted for.
   *
   * @throws Error when some stay unaccounted for, or the stream does not take some
   */
  async send(
    records: AsyncIterable<OutgoingRecord> | Iterable<OutgoingRecord>,
    onProgress: OnProgress = () => {},
  ): Promise<void> {
    const { kinesis, streamName } = this.#parts;
    const writer = createKinesisWriter(kinesis, { stream: streamName });
    for await (const parcel of parcels(records, underWayBytes)) {
      this.#enter(parcel);
      this.#report(onProgress);
      await sendParcel(writer, parcel);
      await settle(this.ledger, this.auditor, { onLook: () => this.#report(onProgress) });
    }
  }

  /** Looks once more for what must not be there, and closes the books. */
  async close(): Promise<void> {
    await sleep(afterwardsMs);
    await this.auditor.look();
    this.ledger.close(this.auditor.filtered);
  }

  #enter(parcel: readonly KeyedRecord[]): void {
    for (const { events } of parcel) {
      for (const event of events) this.ledger.send(event);
    }
  }

  #report(onProgress: OnProgress): void {
    onProgress({ sent: this.ledger.totals.all.sent, accounted: this.auditor.accounted });
  }
}
