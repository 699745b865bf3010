import type { JsonObject } from '../../decode/decoded-event.ts';
import { levelName } from '../level-name.ts';
import type { LineContext, LineFormat } from '../line-format.ts';
import { timeTextAt } from './head-time.ts';
import { readHead } from './line-head.ts';
import { logTime } from './log-time.ts';
import { readPriority } from './syslog-priority.ts';

/** `sshd[1234]: `, `su: `, `systemd-logind[1]: `, `postfix/smtpd[12]: `. */
const TAG = /([A-Za-z_][^\s:[\]]{0,63})(?:\[(\d{1,10})\])?:(?= |$)/y;
const HOST = /([A-Za-z0-9][\w.:-]{0,254}) +/y;

/**
 * Syslog as RFC 3164 describes it, as files under /var/log and `journalctl` have it:
 * `<34>Oct 11 22:14:15 mymachine su[231]: 'su root' failed`, with or without the priority, with its own
 * time without a year (the one nearest to `referenceMs`) or with an ISO 8601 time, with or without host.
 *
 * `{time, level, facility, severity, host, app, pid, message}`: `message` is what follows the tag; `level`
 * is the severity's, or the one that the message begins with. Without a priority a line is syslog only
 * with host and tag, and with an ISO 8601 time only if the tag has a process id.
 */
export const syslog3164: LineFormat = {
  name: 'syslog_3164',
  parse(line, context) {
    const priority = readPriority(line);
    if (priority === undefined) return mayBegin(line) ? withoutPriority(line, context) : undefined;
    const { level, facility, severity, end } = priority;
    const sender = readSender(line, end, context);
    const document: JsonObject = sender?.time === undefined ? {} : { time: sender.time };
    Object.assign(document, { level, facility, severity });
    return finish(document, sender, line.slice(sender?.end ?? end));
  },
};

interface Sender {
  time: string | undefined;
  host: string | undefined;
  app: string | undefined;
  pid: string | undefined;
  /** Where the message begins. */
  end: number;
}

/** A month's name or a year. */
function mayBegin(line: string): boolean {
  const code = line.charCodeAt(0);
  if (code >= 0x30 && code <= 0x39) return line.charCodeAt(4) === 0x2d;
  return code >= 0x41 && code <= 0x53 && line.charCodeAt(3) === 0x20;
}

function withoutPriority(line: string, context: LineContext): JsonObject | undefined {
  const sender = readSender(line, 0, context);
  if (sender?.time === undefined || sender.host === undefined || sender.app === undefined) {
    return undefined;
  }
  const iso = line.charCodeAt(0) <= 0x39;
  if ((iso && sender.pid === undefined) || levelName(sender.host) !== undefined) return undefined;
  const message = line.slice(sender.end);
  const { level } = readHead(message, context);
  const document: JsonObject = { time: sender.time };
  if (level !== undefined) document.level = level;
  return finish(document, sender, message);
}

function finish(document: JsonObject, sender: Sender | undefined, message: string): JsonObject {
  if (sender?.host !== undefined) document.host = sender.host;
  if (sender?.app !== undefined) document.app = sender.app;
  if (sender?.pid !== undefined) document.pid = Number(sender.pid);
  document.message = message;
  return document;
}

/** `time host tag[pid]: `; without a time there is no host, and the tag may be missing. */
function readSender(line: string, start: number, context: LineContext): Sender | undefined {
  const timeText = timeTextAt(line, start);
  const time = timeText === '' ? undefined : logTime(timeText, context);
  const afterTime = time === undefined ? start : skipBlanks(line, start + timeText.length);
  const local = readTag(line, afterTime);
  if (local !== undefined) return { time, host: undefined, ...local };
  if (time === undefined) return undefined;
  HOST.lastIndex = afterTime;
  const host = HOST.exec(line)?.[1];
  const end = host === undefined ? afterTime : HOST.lastIndex;
  const tag = host === undefined ? undefined : readTag(line, end);
  return { time, host, app: undefined, pid: undefined, end, ...tag };
}

function readTag(line: string, at: number): Pick<Sender, 'app' | 'pid' | 'end'> | undefined {
  TAG.lastIndex = at;
  const tag = TAG.exec(line);
  if (tag === null) return undefined;
  return { app: tag[1], pid: tag[2], end: skipBlanks(line, TAG.lastIndex) };
}

function skipBlanks(line: string, start: number): number {
  let at = start;
  while (line.charCodeAt(at) === 0x20) at += 1;
  return at;
}
