import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CLONE } from '../paths.ts';

/** How the names of the modules' alarms end, as Terraform's files have them; `idle`, which is off by default, is left out. */
export const alarmsOf = {
  /** A function that reads a stream. */
  stream: () => [...inMap('any'), ...inMap('stream')],
  /** A function that CloudWatch Logs calls. */
  direct: () => [...inMap('any'), ...inMap('queue')],
  /** The function that subscribes log groups: it has no events to quarantine, and keeps nothing given up. */
  subscriber: () => [
    ...alarmsOf.direct().filter((name) => !['quarantined', 'dropped'].includes(name)),
    ...names('subscription/subscriber.tf', 'for key, alarm in {'),
  ],
};

function inMap(kind: string): string[] {
  return names('stream-consumer/alarms.tf', `alarms_of_${kind} = {`);
}

/** The keys of a map, by what stands before it. */
function names(file: string, before: string): string[] {
  const text = readFileSync(join(CLONE, 'modules', file), 'utf8');
  const [, map = ''] = text.split(before);
  const [body = ''] = map.split(/^ {2}\}| : key =>/m);
  return [...body.matchAll(/^ +(\w+) += \{/gm)].map(([, name = '']) => name.replaceAll('_', '-'));
}
