/** Something that goes wrong for a while. */
export interface Incident {
  /** What the screen says of it while it lasts. */
  name: string;
  /** Seconds from the first log to its beginning. */
  atSeconds: number;
  /** Seconds that it lasts; 0 for what happens at once. */
  forSeconds: number;
  begin(): Promise<void>;
  end?(): Promise<void> | void;
}

/** When an incident began and ended, in seconds from the first log, as it really was. */
export interface Happened {
  name: string;
  fromSeconds: number;
  toSeconds: number | undefined;
}

export interface Clock {
  /** Seconds since the first log. */
  seconds(): number;
  /** Waits until so many seconds after the first log. */
  until(seconds: number): Promise<void>;
}

/** Lets incidents happen at their times, which may overlap. */
export class IncidentRun {
  readonly happened: Happened[] = [];
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Names of those that last at this moment. */
  get lasting(): string[] {
    return this.happened.filter(({ toSeconds }) => toSeconds === undefined).map(({ name }) => name);
  }

  /** @throws Error of the first incident that could not be brought about, when all are over */
  async run(incidents: readonly Incident[]): Promise<void> {
    const ends = await Promise.allSettled(incidents.map((incident) => this.#one(incident)));
    for (const end of ends) if (end.status === 'rejected') throw end.reason;
  }

  async #one({ name, atSeconds, forSeconds, begin, end }: Incident): Promise<void> {
    await this.#clock.until(atSeconds);
    const happened: Happened = { name, fromSeconds: this.#clock.seconds(), toSeconds: undefined };
    this.happened.push(happened);
    try {
      await begin();
      if (forSeconds > 0) await this.#clock.until(atSeconds + forSeconds);
    } finally {
      await end?.();
      happened.toSeconds = this.#clock.seconds();
    }
  }
}
