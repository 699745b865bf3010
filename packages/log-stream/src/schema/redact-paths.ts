import type { RedactAction, RedactRule } from './redact-rule.ts';

/** How far a rule's path has been followed: the parts from `at` on are still to come. */
export interface RulePlace {
  rule: PathRule;
  at: number;
}

interface PathRule {
  action: RedactAction;
  /** For each part, the member names that lead on from it, and the part that they lead to. */
  leads: readonly (readonly Lead[])[];
}

interface Lead {
  /** Undefined for any name. */
  name: string | undefined;
  to: number;
}

/** Before the first part of every rule, in the order of the rules. */
export function startPlaces(rules: readonly RedactRule[]): RulePlace[] {
  return rules.map(({ path, action }) => {
    const parts = path.split('.');
    return { rule: { action, leads: parts.map((_, at) => leadsFrom(parts, at)) }, at: 0 };
  });
}

/** A member may have dots in its own name: `a.b` is the member `b` of `a` and the member `a.b`. */
function leadsFrom(parts: readonly string[], at: number): Lead[] {
  const leads: Lead[] = parts[at] === '*' ? [{ name: undefined, to: at + 1 }] : [];
  for (let to = at + 1; to <= parts.length; to += 1) {
    leads.push({ name: parts.slice(at, to).join('.'), to });
  }
  return leads;
}

/** What the rules say of one member of an object or element of an array. */
export interface Verdict {
  /** Of the rules whose paths end here, the first one's. */
  action: RedactAction | undefined;
  /** The rules whose paths go on inside. */
  inside: readonly RulePlace[];
}

/** @param key the member's name, or the element's index as text */
export function stepInto(places: readonly RulePlace[], key: string): Verdict {
  let action: RedactAction | undefined;
  const inside: RulePlace[] = [];
  for (const { rule, at } of places) {
    for (const { name, to } of rule.leads[at] ?? []) {
      if (name !== undefined && name !== key) continue;
      if (to === rule.leads.length) action ??= rule.action;
      else inside.push({ rule, at: to });
    }
  }
  return { action, inside };
}
