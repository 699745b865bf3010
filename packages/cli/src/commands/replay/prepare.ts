import {
  type DecodedEvent,
  decodeRecords,
  isReject,
  type LogEvent,
  type Reject,
} from '@logdrive/log-stream';
import type { Pipeline } from '../../pipeline/pipeline.ts';
import { parseObject } from '../../records/json-object.ts';
import { type Fix, FixError } from './fix/fix.ts';
import type { SetAside } from './forms/set-aside.ts';

/** An event that a function would take now, or why it would not. */
export type Prepared =
  | { status: 'ready'; event: LogEvent; partitionKey: string }
  | { status: 'left'; reason: string; detail: string };

/**
 * Takes what was set aside apart into events, applies the fix, and holds each against the schema as a
 * function would: what would only be quarantined again is left where it is. An event without a log id
 * gets the one that follows from where it stood, so that it has the same in every replay.
 */
export async function prepare(
  entry: SetAside,
  pipeline: Pipeline,
  fix: Fix | undefined,
): Promise<Prepared[]> {
  const decoded: DecodedEvent[] = [];
  const rejects: Reject[] = [];
  decodeRecords(
    [entry.record],
    (found) => {
      for (const event of found.events) decoded.push(event);
      for (const reject of found.rejects) rejects.push(reject);
    },
    pipeline.decode,
  );
  const prepared: Prepared[] = rejects.map(({ reason, detail }) => left(reason, detail));
  for (const event of decoded) prepared.push(await prepareEvent(event, entry, pipeline, fix));
  return prepared;
}

async function prepareEvent(
  decoded: DecodedEvent,
  entry: SetAside,
  { conformAny }: Pipeline,
  fix: Fix | undefined,
): Promise<Prepared> {
  const placed = { ...decoded, position: entry.position + decoded.position };
  try {
    const answer = conformAny(fix === undefined ? placed : await fixed(placed, entry, fix));
    if (answer === undefined) return left('filtered', 'the log type is not wanted');
    if (isReject(answer)) return left(answer.reason, answer.detail);
    const { partitionKey } = decoded.record.kinesis;
    return {
      status: 'ready',
      event: answer,
      partitionKey: decoded.partitionKey || partitionKey || answer.logId,
    };
  } catch (error) {
    if (error instanceof FixError) return left('fix', error.message);
    throw error;
  }
}

async function fixed(decoded: DecodedEvent, entry: SetAside, fix: Fix): Promise<DecodedEvent> {
  const json = await fix(decoded.text ?? decoded.bytes.toString(), entry);
  const value = parseObject(json);
  if (value === undefined) throw new FixError('what it makes is no JSON object');
  return { ...decoded, value, bytes: Buffer.from(json), text: undefined };
}

function left(reason: string, detail: string): Prepared {
  return { status: 'left', reason, detail };
}
