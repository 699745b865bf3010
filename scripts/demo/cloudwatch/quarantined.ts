import type { QuarantineEntry } from '@logdrive/log-stream';
import { logIdAt } from './subscription-records.ts';

/** An entry of the quarantine, and which event it is. */
export interface Quarantined {
  logId: string;
  entry: QuarantineEntry;
}

/**
 * Reads a line of the quarantine.
 *
 * @param streamArn the stream that the quarantining function reads: an event without a log id of its own
 *   is known by its place in it
 */
export function readQuarantined(line: Buffer, streamArn: string): Quarantined {
  const entry = JSON.parse(line.toString()) as QuarantineEntry;
  return { logId: ownLogId(entry) ?? logIdOf(entry, streamArn), entry };
}

function logIdOf({ shard, sequence_number, position }: QuarantineEntry, streamArn: string): string {
  return logIdAt(streamArn, `${shard}:${sequence_number}`, position);
}

function ownLogId({ data }: QuarantineEntry): string | undefined {
  try {
    const event = JSON.parse(Buffer.from(data, 'base64').toString()) as Record<string, unknown>;
    return typeof event.log_id === 'string' ? event.log_id : undefined;
  } catch {
    return undefined;
  }
}
