import { type LogEvent, partitionName, partitionPath, partitionTimeIn } from '@logdrive/log-stream';

/** The events of one batch that go into one object. */
export interface Partition {
  /** `log_type=<t>/date=YYYY-MM-DD/hour=HH` */
  path: string;
  events: LogEvent[];
  /** Size of the object's content in bytes, newlines included. */
  bytes: number;
}

/**
 * Groups events by log type and by the hour of their own time in the given zone, each group in the
 * order of arrival.
 *
 * @param timeZone IANA name
 */
export function createPartitioner(timeZone: string) {
  const timeOf = partitionTimeIn(timeZone);
  return (events: readonly LogEvent[]): Partition[] => {
    const byLogType = new Map<string, Map<string, Partition>>();
    const byName = new Map<string, Map<string, Partition>>();
    for (const event of events) {
      let byTime = byLogType.get(event.logType);
      if (byTime === undefined) {
        // Log types that share a name in keys share their objects too: their keys would be the same.
        const name = partitionName(event.logType);
        byTime = byName.get(name) ?? new Map();
        byName.set(name, byTime);
        byLogType.set(event.logType, byTime);
      }
      addTo(byTime, timeOf(event.timeMs), event);
    }
    return [...byName.values()].flatMap((byTime) => [...byTime.values()]);
  };
}

function addTo(byTime: Map<string, Partition>, time: string, event: LogEvent): void {
  let partition = byTime.get(time);
  if (partition === undefined) {
    partition = { path: partitionPath(event.logType, time), events: [], bytes: 0 };
    byTime.set(time, partition);
  }
  partition.events.push(event);
  partition.bytes += event.bytes.length + 1;
}

/** The events' lines in one buffer, each with its newline. */
export function contentOf({ events, bytes }: Partition): Buffer {
  const content = Buffer.allocUnsafe(bytes);
  let offset = 0;
  for (const event of events) {
    content.set(event.bytes, offset);
    offset += event.bytes.length;
    content[offset] = 0x0a;
    offset += 1;
  }
  return content;
}
