/**
 * Zone abbreviations with one meaning in logs, in minutes east of UTC. The American ones are fixed
 * by RFC 2822. Left out, so that times with them are refused rather than misplaced by hours: names
 * with several meanings (IST is India, Israel and Ireland; BST Britain and Bangladesh) and the
 * military letters, which RFC 2822 itself gives up on.
 */
const ABBREVIATIONS: Readonly<Record<string, number>> = {
  Z: 0,
  UT: 0,
  UTC: 0,
  GMT: 0,
  // North America
  EST: -300,
  EDT: -240,
  CST: -360,
  CDT: -300,
  MST: -420,
  MDT: -360,
  PST: -480,
  PDT: -420,
  AKST: -540,
  AKDT: -480,
  HST: -600,
  // Europe and Africa
  WET: 0,
  WEST: 60,
  CET: 60,
  CEST: 120,
  EET: 120,
  EEST: 180,
  MSK: 180,
  WAT: 60,
  CAT: 120,
  SAST: 120,
  EAT: 180,
  // Asia and Oceania
  PKT: 300,
  WIB: 420,
  HKT: 480,
  SGT: 480,
  AWST: 480,
  JST: 540,
  KST: 540,
  ACST: 570,
  ACDT: 630,
  AEST: 600,
  AEDT: 660,
  NZST: 720,
  NZDT: 780,
};

/** Minutes east of UTC of a zone abbreviation in any case; undefined when unknown or ambiguous. */
export function abbreviationOffset(name: string): number | undefined {
  const key = name.toUpperCase();
  return Object.hasOwn(ABBREVIATIONS, key) ? ABBREVIATIONS[key] : undefined;
}
