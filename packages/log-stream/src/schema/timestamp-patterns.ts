/**
 * The spellings of a time that logs carry, as regular expressions over whole texts, put together
 * from the pieces below. All have the same named groups, so that one function reads them. None has
 * a repetition inside a repetition, and texts are short, so that none can run away.
 */
const WEEKDAY_NAME = '(?:Mon|Tues?|Wed(?:nes)?|Thu(?:r?s)?|Fri|Sat(?:ur)?|Sun)(?:day)?';
const WEEKDAY = `(?:${WEEKDAY_NAME}\\.?,?\\s+)?`;
const MONTH_NAME =
  '(?<monthName>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|' +
  'Sep(?:t(?:ember)?)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\\.?';
const YEAR = '(?<year>\\d{4})';
const DAY = '(?<day>\\d{1,2})';
const DAY_NAMED = `${DAY}(?:st|nd|rd|th)?`;
const GAP = '(?:\\s+|[-/])';

/** Three digits of fraction may come after a colon too: WebSphere writes 9:24:36:154. */
const TIME =
  '(?<hour>\\d{1,2}):(?<minute>\\d{1,2})' +
  '(?::(?<second>\\d{1,2})(?:(?:[.,]|:(?=\\d{3}(?!\\d)))(?<fraction>\\d+))?)?' +
  '(?:\\s?(?<half>[AP])(?:M\\b|\\.M\\.))?';
/** ISO 8601's basic form: 09, 0924, 092436, 092436.154. */
const MINUTES_ON = '(?<minute>\\d{2})(?:(?<second>\\d{2})(?:[.,](?<fraction>\\d+))?)?';
const BASIC_TIME = `(?<hour>\\d{2})(?:${MINUTES_ON})?`;
/**
 * `Z`, `UTC`, `EST`; `+09`, `+0900`, `+09:00`, `GMT+9`; and after an offset what merely repeats it:
 * Go's ` JST m=+0.1`, Java's `[Asia/Tokyo]`, e-mail's ` (JST)`.
 */
const OFFSET =
  '(?:UTC|GMT)?\\s?(?<sign>[+-])(?<offsetHours>\\d{2}|\\d(?!\\d))(?::?(?<offsetMinutes>\\d{2}))?' +
  '(?:\\s+(?:[A-Z]{2,5}|[+-]\\d{2}(?:\\d{2})?))?(?:\\s+m=[+-]\\d+(?:\\.\\d+)?)?';
const NAMED_ZONE = `(?!${WEEKDAY_NAME}\\b)(?<zone>[A-Z]{1,5})`;
const ZONE = `(?:\\s*(?:${OFFSET}|${NAMED_ZONE})(?:\\s*(?:\\([^()]*\\)|\\[[^[\\]]*\\]))?)?`;
const JOINT = '(?:[T_]|,?\\s+(?:at\\s+)?)';

const YEAR_FIRST = `${YEAR}(?<separator>[-/.])(?<month>\\d{1,2})\\k<separator>${DAY}`;
const COMPACT = `${YEAR}(?<month>\\d{2})(?<day>\\d{2})`;
const DAY_FIRST = `${DAY_NAMED}${GAP}${MONTH_NAME},?${GAP}(?<year>\\d{4}|\\d{2})`;
const MONTH_FIRST = `${MONTH_NAME}${GAP}${DAY_NAMED}(?:,\\s*|${GAP})${YEAR}`;

/** No text fits two of them. */
const DATES = [
  // 2026-11-21 · 2020/03/27 · 2020.3.7
  YEAR_FIRST,
  // 20230203
  COMPACT,
  // 03 Feb 2023 · 03-Feb-23 · 10/Oct/2000
  DAY_FIRST,
  // Feb 03, 2023 · Feb 03 2023
  MONTH_FIRST,
  // 2023-Feb-03
  `${YEAR}(?:\\s+|[-/.])${MONTH_NAME}(?:\\s+|[-/.])${DAY}`,
  // 2/3/2023, the third of February
  `(?<month>\\d{1,2})(?<swappable>[-/])${DAY}\\k<swappable>${YEAR}`,
  // 2/3/23, the same; not 23/2/3, which may have the year or the day first
  `(?<month>\\d{1,2})/${DAY}/(?<year>\\d{2})`,
  // 03.02.2023, the third of February too: dots are only written where the day comes first
  `${DAY}\\.(?<month>\\d{1,2})\\.${YEAR}`,
];

function pattern(source: string): RegExp {
  return new RegExp(`^${WEEKDAY}${source}$`, 'i');
}

function compile(): RegExp[] {
  return [
    // 2025-05-05 04:01:36,154+0000 · Fri, 03 Feb 2023 09:24:36 +0000 · Feb 03, 2023 9:24:36 AM
    ...DATES.map((date) => pattern(`${date}(?:${JOINT}${TIME}${ZONE})?`)),
    // 20230203T092436Z · 2023-02-03T0924 · 2023-02-03T09
    pattern(`${COMPACT}[T_ -]${BASIC_TIME}${ZONE}`),
    pattern(`${YEAR_FIRST}[T_ ]${BASIC_TIME}${ZONE}`),
    // 202302030924 · 20230203092436.154; never 2023020309, as ten digits are epoch seconds
    pattern(`${COMPACT}(?<hour>\\d{2})${MINUTES_ON}${ZONE}`),
    // 10/Oct/2000:13:55:36 -0700
    pattern(`${DAY}/${MONTH_NAME}/${YEAR}:${TIME}${ZONE}`),
    // Fri Feb  3 09:24:36 CET 2023
    pattern(`${MONTH_NAME}\\s+${DAY}\\s+${TIME}${ZONE}\\s+${YEAR}`),
    // Feb  3 09:24:36 · 03 Feb 09:24:36.154: without a year
    pattern(`${MONTH_NAME}\\s+${DAY}\\s+${TIME}${ZONE}`),
    pattern(`${DAY}\\s+${MONTH_NAME}\\s+${TIME}${ZONE}`),
    // 09:24:36.154 UTC Fri Feb 3 2023 · 9:24:36 AM 2/3/2023
    ...DATES.map((date) => pattern(`${TIME}${ZONE},?\\s+${WEEKDAY}${date}`)),
  ];
}

let compiled: readonly RegExp[] | undefined;

/**
 * In order: the first that fits and has all its fields in range is the reading. Compiled when first
 * wanted, as that takes a millisecond, and most functions never see other forms than ISO 8601.
 */
export function patterns(): readonly RegExp[] {
  compiled ??= compile();
  return compiled;
}
