import type { ReasonSummary } from '../account/quarantine-summary.ts';
import { shorten } from './figures.ts';

const keyed = new Set(['missing_log_type', 'missing_time', 'bad_time']);

/**
 * How to tell the demo the names of the common schema, when JSON of the user's own went into the
 * quarantine for want of them; undefined otherwise.
 */
export function keyHint(reasons: readonly ReasonSummary[]): string | undefined {
  const found = reasons.find(({ reason }) => keyed.has(reason));
  if (found === undefined) return undefined;
  const value = parse(Buffer.from(found.example.data, 'base64').toString());
  const keys = shorten(Object.keys(value).join(', '), 100);
  return (
    `An event needs a log type and a time. Those in the quarantine have the keys ${keys}. ` +
    'If yours have other names, say which:\n' +
    `  make demo LOGS=... LOG_TYPE_KEY=name TIME_KEY=timestamp`
  );
}

function parse(text: string): object {
  try {
    return Object(JSON.parse(text));
  } catch {
    return {};
  }
}
