import fc from 'fast-check';
import { partitionTimeIn } from './partition-time.ts';

describe('the day and hour that the clocks show', () => {
  test.each([
    ['UTC', '2026-11-21T04:43:28.123Z', 'date=2026-11-21/hour=04'],
    ['UTC', '2026-11-21T04:59:59.999Z', 'date=2026-11-21/hour=04'],
    ['UTC', '2026-11-21T05:00:00.000Z', 'date=2026-11-21/hour=05'],
    ['Asia/Tokyo', '2026-12-31T15:00:00Z', 'date=2027-01-01/hour=00'],
    ['Asia/Kolkata', '2026-11-21T04:29:59.999Z', 'date=2026-11-21/hour=09'],
    ['Asia/Kolkata', '2026-11-21T04:30:00Z', 'date=2026-11-21/hour=10'],
    ['Asia/Kathmandu', '2026-11-21T18:14:59.999Z', 'date=2026-11-21/hour=23'],
    ['Asia/Kathmandu', '2026-11-21T18:15:00Z', 'date=2026-11-22/hour=00'],
    // Clocks go forward: hour 02 never comes.
    ['America/New_York', '2026-03-08T06:59:59.999Z', 'date=2026-03-08/hour=01'],
    ['America/New_York', '2026-03-08T07:00:00Z', 'date=2026-03-08/hour=03'],
    // Clocks go back: hour 01 comes twice and is one partition.
    ['America/New_York', '2026-11-01T05:30:00Z', 'date=2026-11-01/hour=01'],
    ['America/New_York', '2026-11-01T06:30:00Z', 'date=2026-11-01/hour=01'],
    ['America/New_York', '2026-11-01T07:00:00Z', 'date=2026-11-01/hour=02'],
    // Clocks move by half an hour.
    ['Australia/Lord_Howe', '2026-10-03T15:29:59Z', 'date=2026-10-04/hour=01'],
    ['Australia/Lord_Howe', '2026-10-03T15:30:00Z', 'date=2026-10-04/hour=02'],
    ['Australia/Lord_Howe', '2026-04-04T14:59:59Z', 'date=2026-04-05/hour=01'],
    ['Australia/Lord_Howe', '2026-04-04T15:00:00Z', 'date=2026-04-05/hour=01'],
    ['Australia/Lord_Howe', '2026-04-04T15:30:00Z', 'date=2026-04-05/hour=02'],
    // An offset with seconds, whose hours begin inside a slot.
    ['Africa/Monrovia', '1971-07-01T00:44:29Z', 'date=1971-06-30/hour=23'],
    ['Africa/Monrovia', '1971-07-01T00:44:30Z', 'date=1971-07-01/hour=00'],
    ['UTC', '1969-12-31T23:59:59.999Z', 'date=1969-12-31/hour=23'],
    ['UTC', '-000001-12-31T23:00:00Z', 'date=-000001-12-31/hour=23'],
    ['UTC', '+012026-01-01T00:00:00Z', 'date=012026-01-01/hour=00'],
  ])('%s at %s', (zone, instant, expected) => {
    const partitionTime = partitionTimeIn(zone);
    expect(partitionTime(Date.parse(instant))).toBe(expected);
    expect(partitionTime(Date.parse(instant))).toBe(expected);
  });
});

test('agrees with the calendar of the runtime in every zone', () => {
  const zones = Intl.supportedValuesOf('timeZone').map((zone) => ({
    zone,
    partitionTime: partitionTimeIn(zone),
    clock: new Intl.DateTimeFormat('sv-SE', {
      timeZone: zone,
      dateStyle: 'short',
      timeStyle: 'medium',
    }),
  }));
  const instant = fc.integer({ min: 0, max: Date.UTC(2100, 0) });
  fc.assert(
    fc.property(fc.constantFrom(...zones), fc.array(instant, { minLength: 1 }), (zone, times) => {
      for (const ms of times) {
        const [date, time] = zone.clock.format(ms).split(' ');
        expect(zone.partitionTime(ms)).toBe(`date=${date}/hour=${time?.slice(0, 2)}`);
      }
    }),
    { numRuns: 2000 },
  );
});

test('a zone or an instant that does not exist is a mistake of the caller', () => {
  expect(() => partitionTimeIn('Mars/Olympus')).toThrow(RangeError);
  for (const zone of ['UTC', 'Asia/Tokyo']) {
    const partitionTime = partitionTimeIn(zone);
    for (const ms of [Number.NaN, Number.POSITIVE_INFINITY, 9e15]) {
      expect(() => partitionTime(ms)).toThrow(RangeError);
    }
    expect(partitionTime(0)).toMatch(/^date=1970-01-01\/hour=0[09]$/);
  }
});
