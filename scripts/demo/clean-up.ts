type Job = () => Promise<void> | void;

/**
 * What must be done before the process ends, however it ends: at the end of the work, after a failure,
 * on Ctrl-C. The last job added is done first, and each is done once.
 */
export class CleanUp {
  readonly #jobs: Job[] = [];

  add(job: Job): void {
    this.#jobs.push(job);
  }

  /** Does the jobs; one that fails does not keep the others from being done. */
  async run(): Promise<void> {
    for (let job = this.#jobs.pop(); job !== undefined; job = this.#jobs.pop()) {
      try {
        await job();
      } catch (error) {
        console.error(`while cleaning up: ${error instanceof Error ? error.message : error}`);
      }
    }
  }

  /** From now on Ctrl-C and its like clean up and end the process, with the exit code a shell gives. */
  onSignals(): void {
    const signals = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;
    let ending = false;
    for (const [signal, code] of Object.entries(signals)) {
      process.on(signal, () => {
        if (ending) return;
        ending = true;
        console.error('\nStopping: the local cloud is taken down ...');
        void this.run().then(() => process.exit(code));
      });
    }
  }
}
