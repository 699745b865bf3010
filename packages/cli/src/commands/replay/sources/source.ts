/** An object or a message with what was set aside in it. */
export interface Container {
  /** What it is called in what a person reads: `s3://bucket/key`. */
  name: string;
  /** Names it and its version: in the journal. */
  key: string;
  /** Its lines, or its body. @throws InputError when it cannot be read */
  lines(): AsyncIterable<Buffer>;
  /** Called when all of it has been sent: tags it, moves it, or takes it off the queue. */
  finish(): Promise<void>;
  /** Called when something of it is left. */
  leave(): void;
}

export interface Source {
  /** Number of containers, for a progress bar; undefined where only reading tells. */
  total: number | undefined;
  containers(): AsyncIterable<Container>;
  /** Called at the end of a run, however it ends. */
  close(): Promise<void>;
}
