import type { BucketReader } from '../account/bucket-reader.ts';
import { type Quarantined, readQuarantined } from './quarantined.ts';

/** An object that a function has written. */
export interface WrittenObject {
  key: string;
  /** Path of its copy on this machine. */
  file: string;
  lines: Buffer[];
}

/**
 * What lies in a bucket that has the archive under `logs/` and each function's quarantine under
 * `quarantine/<function>/`.
 */
export class BucketContents {
  readonly objects: WrittenObject[] = [];
  /** Log ids of the archive, in the order in which they were found. */
  readonly archived: string[] = [];
  readonly #reader: Pick<BucketReader, 'newObjects'>;
  readonly #quarantined = new Map<string, Quarantined[]>();
  readonly #streamArns: Readonly<Record<string, string>>;

  /** @param streamArns by function: the stream that it reads */
  constructor(
    reader: Pick<BucketReader, 'newObjects'>,
    streamArns: Readonly<Record<string, string>>,
  ) {
    this.#reader = reader;
    this.#streamArns = streamArns;
  }

  /** What a function has quarantined. */
  quarantinedBy(functionKey: string): readonly Quarantined[] {
    return this.#quarantined.get(functionKey) ?? [];
  }

  /**
   * Takes in the objects that have come since the last call.
   *
   * @throws Error when an object lies where none may: Lambda may have given a batch up
   */
  async read(): Promise<void> {
    for await (const object of this.#reader.newObjects()) this.#take(object);
  }

  #take({ key, file, lines }: WrittenObject): void {
    const [top, functionKey = ''] = key.split('/');
    const streamArn = this.#streamArns[functionKey];
    if (top === 'logs') {
      this.objects.push({ key, file, lines });
      for (const line of lines) this.archived.push(String(JSON.parse(line.toString()).log_id));
    } else if (top === 'quarantine' && streamArn !== undefined) {
      const entries = lines.map((line) => readQuarantined(line, streamArn));
      this.#quarantined.set(functionKey, [...this.quarantinedBy(functionKey), ...entries]);
    } else throw new Error(`the bucket holds ${key}, which nobody was to write`);
  }
}
