import { formatTimestamp } from '@logdrive/log-stream';
import type { Heard } from './heard.ts';
import type { Tally } from './tally.ts';

/** One event of a dry run as a line of JSON; without its payload. */
export function dryRunLine({ container, entry, prepared, action }: Heard, to?: string): string {
  const { reason, stream, arrivedMs } = entry;
  const event = prepared?.status === 'ready' ? prepared.event : undefined;
  const left = prepared?.status === 'left' ? prepared : undefined;
  return `${JSON.stringify({
    action,
    to: action === 'send' ? to : undefined,
    from: container,
    reason,
    stream,
    arrived: timeText(arrivedMs),
    log_type: event?.logType,
    log_id: event?.logId,
    time: timeText(event?.timeMs),
    why: left?.reason,
    detail: left?.detail,
  })}\n`;
}

function timeText(ms: number | undefined): string | undefined {
  return ms === undefined ? undefined : formatTimestamp({ ms, nanos: 0 });
}

/** What a run came to, for a person. */
export function summary(tally: Tally, dryRun: boolean): string {
  const lines = [
    dryRun ? `${tally.toSend} events would be sent` : `${tally.sent} events sent`,
    ...some(tally.sentBefore, 'sent by an earlier run'),
    ...some(tally.notSelected, 'not selected'),
    ...[...tally.left].flatMap(([reason, count]) => some(count, `left: ${reason}`)),
    ...(dryRun ? [] : some(tally.finished, `of ${tally.containers} objects or messages done with`)),
  ];
  return `${lines.join('\n')}\n`;
}

function some(count: number, what: string): string[] {
  return count === 0 ? [] : [`${count} ${what}`];
}
