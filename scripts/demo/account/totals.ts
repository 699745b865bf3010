/** Events of one log type, or of all. */
export interface Count {
  sent: number;
  delivered: number;
  quarantined: number;
}

/** Counts events by log type. */
export class Totals {
  readonly all: Count = { sent: 0, delivered: 0, quarantined: 0 };
  readonly byLogType = new Map<string, Count>();

  sent(logType: string): void {
    this.#add(logType, 'sent');
  }

  delivered(logType: string): void {
    this.#add(logType, 'delivered');
  }

  quarantined(logType: string): void {
    this.#add(logType, 'quarantined');
  }

  #add(logType: string, what: keyof Count): void {
    const count = this.byLogType.get(logType) ?? { sent: 0, delivered: 0, quarantined: 0 };
    this.byLogType.set(logType, count);
    count[what] += 1;
    this.all[what] += 1;
  }
}
