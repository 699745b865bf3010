/**
 * Every zone's offset from UTC has been a multiple of 15 minutes, and has changed only at such a
 * multiple, for decades: what is computed from an offset therefore holds for a whole slot.
 */
const SLOT_MS = 15 * 60_000;

/** About 43 days of slots; a burst of scattered times starts the cache anew rather than grow it. */
const MAX_SLOTS = 4096;

/**
 * Remembers what `compute` gives for each 15-minute slot of time. `compute` takes milliseconds and
 * must not vary within a slot, save in the rare slot whose two ends differ (Monrovia in January
 * 1972, say): that one is computed afresh each time, so the answer is always exact.
 *
 * @returns a function of milliseconds that throws whatever `compute` throws
 */
export function rememberBySlot<T>(compute: (ms: number) => T): (ms: number) => T {
  const slots = new Map<number, T>();
  let lastSlot = Number.NaN;
  let lastValue: T | undefined;
  const lookUp = (slot: number, ms: number): T => {
    let value = slots.get(slot);
    if (value === undefined) {
      value = compute(slot * SLOT_MS);
      if (compute((slot + 1) * SLOT_MS - 1) !== value) return compute(ms);
      if (slots.size >= MAX_SLOTS) slots.clear();
      slots.set(slot, value);
    }
    lastSlot = slot;
    lastValue = value;
    return value;
  };
  return (ms) => {
    const slot = Math.floor(ms / SLOT_MS);
    return slot === lastSlot ? (lastValue as T) : lookUp(slot, ms);
  };
}
