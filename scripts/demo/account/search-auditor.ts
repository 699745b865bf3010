import { hash } from 'node:crypto';
import type { SchemaKeys } from '@logdrive/log-stream';
import { memberPath, readMember } from '../../../packages/log-stream/src/schema/member-path.ts';
import { Auditor, type AuditorParts } from './auditor.ts';
import type { DocumentReader } from './document-reader.ts';
import { parseEvent } from './log-id.ts';
import type { RawHit } from './raw-hits.ts';
import { hourOfDocument } from './searchable-recognition.ts';

export interface SearchAuditorParts extends Omit<AuditorParts, 'locations'> {
  /** Key prefix of the quarantine, in a bucket that holds nothing else. */
  quarantine: string;
  documents: Pick<DocumentReader, 'newDocuments' | 'restart'>;
  keys: SchemaKeys;
}

/** After so many looks without a new document all are read again: one may have been passed over. */
const patientLooks = 6;
/** Engines take no longer ids, in bytes; a longer log id becomes its digest. */
const longestId = 512;

/** Enters what has come into the search engine and the quarantine since the last look in the ledger. */
export class SearchAuditor extends Auditor {
  /** Documents that were found. */
  found = 0;
  /** Events of the same log type, log id and day as another: they are one document. */
  copies = 0;
  readonly #parts: SearchAuditorParts;
  readonly #logId;
  readonly #time;
  readonly #seen = new Set<string>();
  #looksInVain = 0;

  constructor(parts: SearchAuditorParts) {
    super({ ...parts, locations: { quarantine: parts.quarantine } });
    this.#parts = parts;
    this.#logId = memberPath(parts.keys.logId);
    this.#time = memberPath(parts.keys.time);
  }

  /** The function's log is read before the documents: of whatever it tells, all is there. */
  override async look(): Promise<void> {
    await super.look();
    const before = this.found;
    for await (const hit of this.#parts.documents.newDocuments()) this.#take(hit);
    this.#looksInVain = this.found > before ? 0 : this.#looksInVain + 1;
    if (this.#looksInVain === patientLooks) this.#readAgain();
    if (this.#allIsTold()) this.copies += this.#parts.ledger.takeCopies();
  }

  #readAgain(): void {
    this.#looksInVain = 0;
    this.#parts.documents.restart();
  }

  /** By the function's own word: the ledger may lack copies, of which there is no document. */
  #allIsTold(): boolean {
    const { sent, delivered, quarantined } = this.#parts.ledger.totals.all;
    const told = Math.max(this.figures?.delivered ?? 0, delivered);
    return told + quarantined + this.filtered >= sent;
  }

  #take({ index, id, source }: RawHit): void {
    const key = hash('sha256', `${index}/${id}`, 'buffer').toString('latin1', 0, 16);
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    this.found += 1;
    const { ledger, onDelivered } = this.#parts;
    const event = parseEvent(source) ?? {};
    const logId = String(readMember(event, this.#logId));
    if (logId !== id && Buffer.byteLength(logId) <= longestId) {
      ledger.problem(`${index} holds the log id ${logId} under ${id}`);
    }
    const hour = hourOfDocument(readMember(event, this.#time));
    const found = ledger.deliver(source, hour ?? `${index}, with a time that engines do not read`);
    if (found !== undefined) onDelivered?.(found);
  }
}
