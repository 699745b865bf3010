import type { LogEvent, Sink } from '@logdrive/log-stream';
import type { Piece, TargetSink } from '../piece.ts';

/**
 * A target's sink as one that takes events, so that the contract of all sinks can be held against it.
 *
 * @param fifo whether its pieces have the ids of FIFO queues
 */
export function eventSink(target: TargetSink, fifo = false): Sink {
  const pieceOf = (event: LogEvent, source: number): Piece => {
    const { bytes: data, logId, logType, record } = event;
    return {
      ...{ record, source, part: 0, positions: undefined },
      ...{ data, partitionKey: logId },
      fifo: fifo ? { groupId: logType, deduplicationId: logId } : undefined,
    };
  };
  return {
    async deliver(events, _batch, deadline) {
      const outcomes = await target.write(events.map(pieceOf), deadline);
      const withStatus = (status: string) =>
        events.filter((_, index) => outcomes[index]?.status === status);
      const refused = withStatus('refused').map((event) => event.reject('refused:', ''));
      return { delivered: withStatus('delivered').length, refused, retry: withStatus('retry') };
    },
  };
}
