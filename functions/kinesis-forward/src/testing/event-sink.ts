import type { LogEvent, Sink } from '@logdrive/log-stream';
import type { Piece, TargetSink } from '../piece.ts';

/** A target's sink as one that takes events, so that the contract of all sinks can be held against it. */
export function eventSink(target: TargetSink): Sink {
  return {
    async deliver(events, _batch, deadline) {
      const outcomes = await target.write(events.map(pieceOf), deadline);
      const withStatus = (status: string) =>
        events.filter((_, index) => outcomes[index]?.status === status);
      const refused = withStatus('refused').map(({ arrival }) => arrival.reject('refused:', ''));
      return { delivered: withStatus('delivered').length, refused, retry: withStatus('retry') };
    },
  };
}

function pieceOf({ bytes, logId, logType, arrival }: LogEvent, source: number): Piece {
  const fifo = { groupId: logType, deduplicationId: logId };
  const { record } = arrival;
  const whole = { source, part: 0, positions: undefined };
  return { ...whole, record, data: bytes, partitionKey: logId, fifo };
}
