/** One step of a pipeline: what went in, and what came out at the other end. */
export interface Hop {
  /** Such as `router -> search`. */
  name: string;
  /** Ids of the events that went in, each once. */
  sent: readonly string[];
  /** Ids of the events found at the other end; one that is there twice stands here twice. */
  delivered: readonly string[];
  /** Ids of the events found in the quarantine. */
  quarantined?: readonly string[];
  /** Whether a rule leaves the event out. */
  leavesOut?: (id: string) => boolean;
}

/** What became of the events of a hop. */
export interface HopAccount {
  name: string;
  sent: number;
  delivered: number;
  filtered: number;
  quarantined: number;
  /** Ids of events that have not arrived, and that no rule leaves out. */
  missing: string[];
  /** What must not be, in words. */
  problems: string[];
}

/**
 * Holds what came out of a hop against what went in: each event must be there once, or quarantined once,
 * or be left out by the rule; and nothing else may be there. So the numbers add up exactly when there
 * are neither missing events nor problems.
 */
export function accountHop(hop: Hop): HopAccount {
  const { name, sent, delivered, quarantined = [], leavesOut = () => false } = hop;
  const left = new Set(sent);
  const problems: string[] = [];
  if (left.size < sent.length) problems.push(`${name}: two events that went in have one id`);
  const take = (id: string, where: string) => {
    if (!left.delete(id)) problems.push(`${name}: ${id} is ${where} unsent or for the second time`);
    else if (leavesOut(id)) problems.push(`${name}: ${id} is ${where}, and was to be left out`);
  };
  for (const id of delivered) take(id, 'delivered');
  for (const id of quarantined) take(id, 'quarantined');
  const filtered = [...left].filter(leavesOut);
  const missing = [...left].filter((id) => !leavesOut(id));
  return {
    name,
    sent: sent.length,
    delivered: delivered.length,
    filtered: filtered.length,
    quarantined: quarantined.length,
    missing,
    problems,
  };
}
