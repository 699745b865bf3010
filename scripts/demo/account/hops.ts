import { setTimeout as sleep } from 'node:timers/promises';
import type { FunctionFigures } from './function-log.ts';
import type { HopAccount } from './hop-account.ts';

/** What was found at the end of a hop, in an object, an index or a stream. */
export interface Arrival {
  bytes: Buffer;
  place: string;
}

/** Bytes that were set aside, and why. */
export interface SetAside {
  bytes: Buffer;
  reason: string;
}

export interface Found {
  delivered: Arrival[];
  quarantined: SetAside[];
}

/** One stage of the way, with what there is to look at. */
export interface Hop {
  account: HopAccount;
  /** What has arrived since the last call. */
  find: () => Promise<Found>;
  /** What the function says of itself; left out where nothing counts. */
  readFigures?: () => Promise<FunctionFigures>;
  /** Those that what is delivered comes to. */
  next?: readonly HopAccount[];
}

export interface SettleHopsOptions {
  /** How long nothing may change before it is given up, in milliseconds. Default a minute. */
  patienceMs?: number;
  /** After how long events that must be filtered count as filtered without the function's word. */
  filteredPatienceMs?: number;
  /** Pause between two looks, in milliseconds. Default half a second. */
  pauseMs?: number;
  /** Hears after each look how many events are accounted for, added up over all hops. */
  onLook?: (progress: { sent: number; accounted: number }) => void;
}

/**
 * Takes in what has arrived since the last look. The ends are looked at before the beginnings: what
 * has come through meanwhile would not be known yet where it started.
 *
 * @param hops each before those that come after it
 */
async function look(hops: readonly Hop[]): Promise<void> {
  const arrived = new Map<Hop, Found>();
  for (const hop of hops.toReversed()) arrived.set(hop, await hop.find());
  for (const hop of hops) {
    const { delivered = [], quarantined = [] } = arrived.get(hop) ?? {};
    enter(hop, delivered, quarantined);
    const figures = await hop.readFigures?.();
    if (figures !== undefined) hop.account.filter(figures.filtered);
  }
}

function enter({ account, next = [] }: Hop, delivered: Arrival[], quarantined: SetAside[]): void {
  for (const { bytes, place } of delivered) {
    const event = account.deliver(bytes, place);
    if (event !== undefined) for (const following of next) following.send(event);
  }
  for (const { bytes, reason } of quarantined) account.quarantine(bytes, reason as never);
}

/**
 * Looks until every event is accounted for at every hop.
 *
 * @throws Error that says what is missing where, when nothing has changed for as long as the patience
 *   lasts
 */
export async function settleHops(
  hops: readonly Hop[],
  options: SettleHopsOptions = {},
): Promise<void> {
  const { patienceMs = 60_000, filteredPatienceMs = 15_000, pauseMs = 500, onLook } = options;
  let before = '';
  let changedAt = Date.now();
  for (;;) {
    await look(hops);
    const sent = sum(hops, ({ counts }) => counts.sent);
    const open = sum(hops, (account) => account.open);
    onLook?.({ sent, accounted: sent - open });
    if (hops.every(({ account }) => account.open <= 0)) return;
    const now = `${sent} ${open}`;
    if (now !== before) changedAt = Date.now();
    before = now;
    const waitedMs = Date.now() - changedAt;
    if (waitedMs > filteredPatienceMs && takeFilteredForGranted(hops)) return;
    if (waitedMs > patienceMs) throw new Error(describeOpen(hops));
    await sleep(pauseMs);
  }
}

/** Looks once more, for what must not be there, and closes the books of every hop. */
export async function closeHops(hops: readonly Hop[], afterMs = 1500): Promise<void> {
  await sleep(afterMs);
  await look(hops);
  for (const { account, readFigures } of hops) account.close(await readFigures?.());
}

function takeFilteredForGranted(hops: readonly Hop[]): boolean {
  return hops.every(({ account }) => account.takeFilteredForGranted());
}

function sum(hops: readonly Hop[], of: (account: HopAccount) => number): number {
  return hops.reduce((total, { account }) => total + of(account), 0);
}

/** `unaccounted for: 10 of 400 at forward -> search; 2 of 3 at search` */
function describeOpen(hops: readonly Hop[]): string {
  const open = hops.filter(({ account }) => account.open > 0);
  const list = open.map(
    ({ account }) => `${account.open} of ${account.counts.sent} at ${account.name}`,
  );
  return `unaccounted for: ${list.join('; ')}`;
}
