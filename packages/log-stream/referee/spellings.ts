import fc, { type Arbitrary } from 'fast-check';
import type { Case } from './dateutil.ts';

const MONTHS =
  'January February March April May June July August September October November December'.split(
    ' ',
  );
const WEEKDAYS = 'Monday Tuesday Wednesday Thursday Friday Saturday Sunday'.split(' ');

/** Zones whose rules up to 2036 are the same in dateutil's data and the runtime's. */
const zone = fc.constantFrom(
  'UTC',
  'America/New_York',
  'Europe/Berlin',
  'Asia/Tokyo',
  'Asia/Kolkata',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
);

const day = fc.date({
  min: new Date('1971-01-01'),
  max: new Date('2036-12-31'),
  noInvalidDate: true,
});
const two = (n: number): string => String(n).padStart(2, '0');
const padding = fc.constantFrom(two, String);
const naming = fc.constantFrom((name: string) => name.slice(0, 3), String);
const weekday = fc.constantFrom(...WEEKDAYS, ...WEEKDAYS.map((name) => name.slice(0, 3)));

function together(...parts: Arbitrary<string>[]): Arbitrary<string> {
  return fc.tuple(...parts).map((texts) => texts.join(''));
}

/** A day in every notation that both readers take for the same. */
const date: Arbitrary<string> = fc
  .tuple(day, padding, naming, weekday, fc.nat(12))
  .map(([moment, pad, nameOf, weekdayName, form]) => {
    const year = moment.getUTCFullYear();
    const month = moment.getUTCMonth() + 1;
    const dayOfMonth = pad(moment.getUTCDate());
    const name = nameOf(MONTHS[month - 1] ?? '');
    const [isoDay = ''] = moment.toISOString().split('T');
    const forms = [
      isoDay,
      `${year}-${pad(month)}-${dayOfMonth}`,
      `${year}/${pad(month)}/${dayOfMonth}`,
      isoDay.replaceAll('-', '.'),
      isoDay.replaceAll('-', ''),
      `${dayOfMonth} ${name} ${year}`,
      `${dayOfMonth}-${name}-${year}`,
      `${dayOfMonth}/${name}/${year}`,
      `${name} ${dayOfMonth}, ${year}`,
      `${name} ${dayOfMonth} ${year}`,
      `${year}-${name}-${dayOfMonth}`,
      `${pad(month)}/${dayOfMonth}/${year}`,
      `${weekdayName}, ${dayOfMonth} ${name} ${year}`,
    ];
    return forms[form] ?? '';
  });

const fraction = fc.oneof(
  fc.constant(''),
  together(fc.constantFrom('.', ','), fc.stringMatching(/^\d{1,12}$/)),
);

const clock24: Arbitrary<string> = fc
  .tuple(day, padding, fraction, fc.boolean())
  .map(([moment, pad, fraction, seconds]) => {
    const [minute, second] = [moment.getUTCMinutes(), moment.getUTCSeconds()].map(two);
    return `${pad(moment.getUTCHours())}:${minute}${seconds ? `:${second}${fraction}` : ''}`;
  });

const clock12: Arbitrary<string> = fc
  .tuple(day, fc.boolean(), fc.constantFrom('AM', 'PM', ' AM', ' PM', ' am', ' pm'))
  .map(([moment, seconds, half]) => {
    const [minute, second] = [moment.getUTCMinutes(), moment.getUTCSeconds()].map(two);
    return `${moment.getUTCHours() % 13}:${minute}${seconds ? `:${second}` : ''}${half}`;
  });

const offset: Arbitrary<string> = fc
  .tuple(
    fc.constantFrom('+', '-', ' +', ' -'),
    fc.integer({ min: 0, max: 23 }).map(two),
    fc.integer({ min: 0, max: 59 }).map(two),
    fc.nat(3),
  )
  .map(([sign, hours, minutes, form]) => {
    const forms = [`${hours}:${minutes}`, `${hours}${minutes}`, hours, `${hours}${minutes} (ABC)`];
    return sign + forms[form];
  });

/** A time of day and perhaps its zone; a letter for the zone stands apart from AM and PM. */
const time: Arbitrary<string> = fc.oneof(
  together(clock24, fc.oneof(fc.constantFrom('', 'Z', ' Z', ' UTC', ' GMT'), offset)),
  together(clock12, fc.oneof(fc.constantFrom('', ' Z', ' UTC', ' GMT'), offset)),
);

/** ISO 8601's basic form, with the date in either form. */
const basic: Arbitrary<string> = fc
  .tuple(
    day,
    fc.boolean(),
    fc.constantFrom(2, 4, 6),
    fraction,
    fc.constantFrom('', 'Z', '+0900', '-03:30'),
  )
  .map(([moment, dashes, digits, fraction, zone]) => {
    const [isoDay = '', clock = ''] = moment.toISOString().split('T');
    const time = clock.replaceAll(':', '').slice(0, digits) + (digits === 6 ? fraction : '');
    return `${dashes ? isoDay : isoDay.replaceAll('-', '')}T${time}${zone}`;
  });

/** `Fri Feb  3 09:24:36 UTC 2023`, or as syslog has it, without zone and year. */
const asctime: Arbitrary<string> = fc
  .tuple(day, weekday, clock24, fc.constantFrom(' UTC', ''), fc.boolean())
  .map(([moment, weekdayName, clock, zone, year]) => {
    const month = MONTHS[moment.getUTCMonth()]?.slice(0, 3);
    // To the 28th only: dateutil puts every day in this year, and so do we those until then.
    const dayOfMonth = String(Math.min(28, moment.getUTCDate())).padStart(2);
    return year
      ? `${weekdayName.slice(0, 3)} ${month} ${dayOfMonth} ${clock}${zone} ${moment.getUTCFullYear()}`
      : `${month} ${dayOfMonth} ${clock}`;
  });

/** The spellings on which both readers are to agree. */
export const spelling: Arbitrary<Case> = fc.record({
  text: fc.oneof(
    { weight: 6, arbitrary: together(date, fc.constantFrom(' ', 'T', ', '), time) },
    { weight: 1, arbitrary: together(time, fc.constant(' '), date) },
    date,
    basic,
    asctime,
  ),
  zone,
});

const fragment = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...'0123456789'.split('')) },
  { weight: 3, arbitrary: fc.constantFrom(...' :-/.,+TZ()'.split('')) },
  fc.constantFrom('Feb', 'Friday', 'AM', 'UTC', 'GMT', 'EST', 'JST', '24:00', '60', '  '),
);
/** Where, from either end; how much is cut out; what is put in. */
const edit = fc.noBias(fc.tuple(fc.integer({ min: -15, max: 15 }), fc.nat(1), fragment));

/** Spellings with one or two pieces put in or replaced. */
export const mutant: Arbitrary<Case> = fc
  .tuple(spelling, fc.array(edit, { minLength: 1, maxLength: 2 }))
  .map(([{ text, zone }, edits]) => ({
    text: edits.reduce((all, [from, cut, put]) => {
      const at = from < 0 ? Math.max(0, all.length + from) : from;
      return all.slice(0, at) + put + all.slice(at + cut);
    }, text),
    zone,
  }));
