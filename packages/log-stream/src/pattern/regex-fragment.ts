/** A way between two characters of a match, through parts that match no character. */
export interface Way {
  /** Whether it can be taken for certain: no `\b` on it. */
  sure: boolean;
  /** Whether a `^` is on it: it can be taken only before the first character of the text. */
  onlyAtStart: boolean;
  /** Whether a `$` is on it: it can be taken only after the last character of the text. */
  onlyAtEnd: boolean;
}

/** A way between the edge of a part and the position of a character in it. */
export interface EdgeWay extends Way {
  position: number;
}

/** What the surroundings of a part of a regular expression must know of it. */
export interface Fragment {
  /** From the part's beginning to the characters that a match of it may begin with. */
  first: EdgeWay[];
  /** From the characters that a match of it may end with to the part's end. */
  last: EdgeWay[];
  /** From beginning to end without a character. */
  empty: Way[];
}

export const plainWay: Way = { sure: true, onlyAtStart: false, onlyAtEnd: false };

/** A part that matches no character. */
export function emptyFragment(...empty: Way[]): Fragment {
  return { first: [], last: [], empty };
}

/** One part or another. */
export function eitherOf(fragments: readonly Fragment[]): Fragment {
  return {
    first: counted(fragments.flatMap(({ first }) => first)),
    last: counted(fragments.flatMap(({ last }) => last)),
    empty: counted(fragments.flatMap(({ empty }) => empty)),
  };
}

/** One part after the other; the steps from the first to the second are the caller's to make. */
export function oneAfterOther(a: Fragment, b: Fragment): Fragment {
  const through = a.empty.flatMap((way) => b.first.map((end) => ({ ...end, ...joined(way, end) })));
  const out = b.empty.flatMap((way) => a.last.map((end) => ({ ...end, ...joined(end, way) })));
  const past = a.empty.flatMap((way) => b.empty.map((other) => joined(way, other)));
  return {
    first: counted([...a.first, ...through.filter(({ onlyAtEnd }) => !onlyAtEnd)]),
    last: counted([...b.last, ...out.filter(({ onlyAtStart }) => !onlyAtStart)]),
    empty: counted(past),
  };
}

function joined(a: Way, b: Way): Way {
  return {
    sure: a.sure && b.sure,
    onlyAtStart: a.onlyAtStart || b.onlyAtStart,
    onlyAtEnd: a.onlyAtEnd || b.onlyAtEnd,
  };
}

/** Of ways that are the same, two: more would only say again that there are several. */
function counted<T extends Way & { position?: number }>(ways: readonly T[]): T[] {
  const seen = new Map<string, number>();
  return ways.filter((way) => {
    const key = `${way.position} ${way.sure} ${way.onlyAtStart} ${way.onlyAtEnd}`;
    const times = (seen.get(key) ?? 0) + 1;
    seen.set(key, times);
    return times <= 2;
  });
}
