/**
 * Zone abbreviations with one meaning in logs, in minutes east of UTC. The American ones are fixed
 * by RFC 2822. Left out are those with several, as IST, which is India's, Israel's and Ireland's.
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

/** What a name of the table also means, in the places whose clocks have this offset. */
const ELSEWHERE: Readonly<Record<string, number>> = {
  // China
  CST: 480,
  // Philippines
  PST: 480,
};

/**
 * Minutes east of UTC of a zone abbreviation. A name that is ambiguous or not known is taken, like
 * no name at all, for the configured zone's: whoever sees such times misplaced can set that zone.
 *
 * @param configured minutes east of UTC of the configured zone at the time in question
 * @returns NaN for what is not written as an abbreviation: three to five capitals
 */
export function abbreviationOffset(name: string, configured: number): number {
  const key = name.toUpperCase();
  if (ELSEWHERE[key] === configured) return configured;
  if (Object.hasOwn(ABBREVIATIONS, key)) return ABBREVIATIONS[key] ?? Number.NaN;
  return /^[A-Z]{3,5}$/.test(name) ? configured : Number.NaN;
}
