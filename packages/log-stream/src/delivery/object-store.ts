import type { Deadline } from './deadline.ts';

/** An object to be written once: a second write under the same key changes nothing. */
export interface StoredObject {
  key: string;
  body: Buffer;
  contentType: string;
}

/** Where objects are kept: S3 in production, memory in unit tests. */
export interface ObjectStore {
  /**
   * Writes the object unless its key exists; tries until the deadline.
   *
   * @returns `written`, or `already_there` when an earlier attempt has written it
   * @throws the destination's error when it refuses, or still fails at the deadline
   */
  putOnce(object: StoredObject, deadline: Deadline): Promise<'written' | 'already_there'>;
}
