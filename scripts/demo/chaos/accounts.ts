/** An event that was sent, and where it has to be in the end. */
export interface SentLog {
  id: string;
  archived: boolean;
  indexed: boolean;
  quarantined: boolean;
}

/** The ids of what was found, each as often as it was found. */
export interface FoundLogs {
  archive: readonly string[];
  search: readonly string[];
  quarantine: readonly string[];
}

/** One place's account: `expected` = `found` + `missing`, in different ids. */
export interface PlaceAccount {
  place: keyof FoundLogs;
  expected: number;
  found: number;
  missing: number;
  /** Further copies of what was found already. */
  again: number;
  /** Found where they must not be, or never sent. */
  strangers: number;
}

export interface Accounts {
  sent: number;
  /** Sent, and wanted nowhere. */
  unwanted: number;
  places: PlaceAccount[];
}

const places = { archive: 'archived', search: 'indexed', quarantine: 'quarantined' } as const;

/** Holds what was found against what was sent. */
export function accountsOf(sent: readonly SentLog[], found: FoundLogs): Accounts {
  const unwanted = sent.filter((log) => !log.archived && !log.indexed && !log.quarantined).length;
  const placeNames = Object.keys(places) as (keyof FoundLogs)[];
  return {
    sent: sent.length,
    unwanted,
    places: placeNames.map((place) => {
      const expected = new Set(sent.filter((log) => log[places[place]]).map(({ id }) => id));
      return accountOf(place, expected, found[place]);
    }),
  };
}

/**
 * Whether nothing is lost and nothing stands where it must not be, and no document is there twice. What
 * a target stream holds twice, because an answer was lost, may be in the archive twice, or quarantined
 * twice.
 */
export function addsUp({ places }: Accounts): boolean {
  return places.every(
    ({ place, missing, strangers, again }) =>
      missing === 0 && strangers === 0 && (place !== 'search' || again === 0),
  );
}

function accountOf(
  place: keyof FoundLogs,
  expected: ReadonlySet<string>,
  ids: readonly string[],
): PlaceAccount {
  const different = new Set(ids);
  const found = [...different].filter((id) => expected.has(id)).length;
  return {
    place,
    expected: expected.size,
    found,
    missing: expected.size - found,
    again: ids.length - different.size,
    strangers: different.size - found,
  };
}
