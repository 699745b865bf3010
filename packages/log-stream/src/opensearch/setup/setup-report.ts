/** What setting up has done, in the words in which things are named to people: `index template logs`. */
export interface SetupReport {
  /** Made, or made other than they were. */
  changed: string[];
  /** Were as they shall be. */
  unchanged: string[];
  skipped: { what: string; why: string }[];
}

export function emptyReport(): SetupReport {
  return { changed: [], unchanged: [], skipped: [] };
}
