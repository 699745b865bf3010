import type { QuarantineEntry } from '@logdrive/log-stream';
import type { Fate } from '../events.ts';
import type { BucketReader, SavedObject } from './bucket-reader.ts';
import type { FunctionFigures } from './function-log.ts';
import type { Found, Ledger } from './ledger.ts';
import { QuarantineSummary } from './quarantine-summary.ts';

/** What is left of an object once its lines are checked. */
export interface CheckedObject {
  key: string;
  file: string;
  size: number;
  events: number;
  /** The first few, as text. */
  firstLines: string[];
}

const firstLinesKept = 3;

export interface AuditorParts {
  ledger: Ledger;
  reader: Pick<BucketReader, 'newObjects'>;
  readFunctionLog: () => Promise<FunctionFigures>;
  /** Key prefixes; without `objects` the bucket holds the quarantine only. */
  locations: { quarantine: string; objects?: string };
  /** Hears of every delivered event. */
  onDelivered?: (found: Found) => void;
}

/** Enters what has come into the bucket since the last look in the ledger. */
export class Auditor {
  readonly objects: CheckedObject[] = [];
  readonly quarantine = new QuarantineSummary();
  /** What the function says of itself, as of the last look. */
  figures: FunctionFigures | undefined;
  /** Filtered events that the function's log did not tell of; see takeFilteredForGranted. */
  granted = 0;
  readonly #parts: AuditorParts;

  constructor(parts: AuditorParts) {
    this.#parts = parts;
  }

  /** Events whose fate is known. Filtered ones leave no trace but in the function's log. */
  get accounted(): number {
    const { delivered, quarantined } = this.#parts.ledger.totals.all;
    return delivered + quarantined + this.filtered;
  }

  get filtered(): number {
    return (this.figures?.filtered ?? 0) + this.granted;
  }

  /**
   * Counts events as filtered that must be, and that nothing else has become of. The local AWS can
   * lose the last line of a function's log, the only trace of them; on AWS this is never needed.
   *
   * @returns whether that accounts for all events
   */
  takeFilteredForGranted(): boolean {
    const missing = this.#parts.ledger.missing();
    if (missing.some(({ fate }) => fate !== 'filtered')) return false;
    this.granted = missing.length - (this.figures?.filtered ?? 0);
    return true;
  }

  async look(): Promise<void> {
    const { reader, readFunctionLog } = this.#parts;
    for await (const object of reader.newObjects()) {
      this.#enter(object);
      const { key, file, size, lines } = object;
      const firstLines = lines.slice(0, firstLinesKept).map(String);
      this.objects.push({ key, file, size, events: lines.length, firstLines });
    }
    this.figures = await readFunctionLog();
  }

  #enter({ key, lines }: SavedObject): void {
    const { locations, ledger, onDelivered } = this.#parts;
    if (key.startsWith(locations.quarantine)) {
      for (const line of lines) this.#quarantined(line);
      return;
    }
    if (locations.objects === undefined || !key.startsWith(locations.objects)) {
      ledger.problem(`the bucket holds ${key}, which is neither an object nor the quarantine's`);
      return;
    }
    const partition = key.slice(locations.objects.length, key.lastIndexOf('/'));
    for (const line of lines) {
      const found = ledger.deliver(line, partition);
      if (found !== undefined) onDelivered?.(found);
    }
  }

  #quarantined(line: Buffer): void {
    const entry = JSON.parse(line.toString()) as QuarantineEntry;
    this.quarantine.add(entry);
    this.#parts.ledger.quarantine(Buffer.from(entry.data, 'base64'), entry.reason as Fate);
  }
}
