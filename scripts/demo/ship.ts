import { step } from '../console/progress.ts';
import type { Auditor } from './account/auditor.ts';
import type { OutgoingRecord } from './events.ts';
import { count } from './report/figures.ts';
import type { Shipment } from './shipment.ts';

export interface Cargo {
  /** For the title of the step, such as `your log lines`. */
  what: string;
  records: AsyncIterable<OutgoingRecord> | Iterable<OutgoingRecord>;
  /** About how many events there are; what is sent corrects it. */
  expected?: number;
}

/**
 * Sends records and waits, with a bar, until each of their events is accounted for.
 *
 * @throws Error when some stay unaccounted for, or the stream does not take some
 */
export async function ship(
  shipment: Shipment<Auditor>,
  { what, records, expected = 0 }: Cargo,
): Promise<void> {
  const before = shipment.ledger.totals.all.sent;
  await step(`Sending ${what}, and waiting until each event is accounted for`, (report) =>
    shipment.send(records, ({ sent, accounted }) =>
      report({
        done: accounted - before,
        total: Math.max(expected, sent - before),
        note: `${count(sent - before)} sent`,
      }),
    ),
  );
}
