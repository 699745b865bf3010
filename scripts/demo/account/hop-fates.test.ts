import type { Fate, SentEvent } from '../events.ts';
import { fateAtDestination, fateAtTarget } from './hop-fates.ts';

const list = { logTypes: ['orders', 'pay*'], logTypeKey: 'log_type' };
const all = { ...list, logTypes: [] };

function event(logType: string | undefined, fate: Fate): SentEvent {
  const bytes = Buffer.from(logType === undefined ? '{"cut' : `{"log_type":"${logType}"}`);
  return { logType: 'a row of a table', bytes, fate };
}

test.each<[Fate | undefined, Fate | undefined, SentEvent]>([
  ['delivered', 'delivered', event('orders', 'delivered')],
  ['delivered', 'delivered', event('payments', 'filtered')],
  ['filtered', 'filtered', event('debug', 'delivered')],
  ['bad_time', 'delivered', event('orders', 'bad_time')],
  ['filtered', 'filtered', event('debug', 'bad_time')],
  ['not_json', undefined, event(undefined, 'not_json')],
  ['bad_gzip', 'bad_gzip', event(undefined, 'bad_gzip')],
])('with a list a destination makes it %s, forwarding %s: %j', (atDestination, atTarget, sent) => {
  expect(fateAtDestination(list)(sent)).toBe(atDestination);
  expect(fateAtTarget(list)(sent)).toBe(atTarget);
});

test('without a list a destination takes all that is sound, and forwarding everything', () => {
  expect(fateAtDestination(all)(event('debug', 'filtered'))).toBe('delivered');
  expect(fateAtDestination(all)(event(undefined, 'not_json'))).toBe('not_json');
  expect(fateAtTarget(all)(event(undefined, 'not_json'))).toBe('delivered');
});
