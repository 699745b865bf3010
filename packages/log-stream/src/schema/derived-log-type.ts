import { defaultLogType } from '../parse/log-type.ts';

/** A log type, and the same as JSON text. */
export interface DerivedLogType {
  logType: string;
  json: string;
}

/**
 * Log types by log group, for events that name none: by the user's rule, else by default. Remembers that
 * of the event before, which nearly always came from the same log group.
 */
export function createDerivedLogType(
  rule: (logGroup: string) => string | undefined,
): (logGroup: string) => DerivedLogType {
  let lastGroup: string | undefined;
  let last: DerivedLogType = { logType: '', json: '""' };
  return (logGroup) => {
    if (logGroup === lastGroup) return last;
    const logType = rule(logGroup) ?? defaultLogType(logGroup);
    last = { logType, json: JSON.stringify(logType) };
    lastGroup = logGroup;
    return last;
  };
}
