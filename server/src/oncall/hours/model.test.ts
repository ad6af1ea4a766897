import { hoursCsv } from '@muster/contract/oncall/hours';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Kinds, minutesOf, spanOfDays } from './model.ts';

const kinds: Kinds = {
  nightFrom: Temporal.PlainTime.from('22:00'),
  nightUntil: Temporal.PlainTime.from('07:00'),
  holidays: new Set(['2026-12-25']),
};
const zone = 'Europe/Madrid';
const span = (start: string, end: string) => ({
  start: Temporal.Instant.from(start),
  end: Temporal.Instant.from(end),
});
const dayOf = (day: string) => spanOfDays(Temporal.PlainDate.from(day), Temporal.PlainDate.from(day), zone);

test('an ordinary day, a Saturday and a holiday', () => {
  expect(minutesOf([dayOf('2026-03-03')], zone, kinds)).toEqual({
    total: 1440,
    night: 540,
    weekend: 0,
    holiday: 0,
  });
  expect(minutesOf([dayOf('2026-03-07')], zone, kinds)).toMatchObject({ night: 540, weekend: 1440 });
  expect(minutesOf([dayOf('2026-12-25')], zone, kinds)).toMatchObject({ total: 1440, holiday: 1440 });
});

test('the day on which the clocks go forward has 23 hours, the other 25, and it is the night that changes', () => {
  expect(minutesOf([dayOf('2026-03-29')], zone, kinds)).toMatchObject({ total: 23 * 60, night: 8 * 60 });
  expect(minutesOf([dayOf('2026-10-25')], zone, kinds)).toMatchObject({ total: 25 * 60, night: 10 * 60 });
});

test('whose night it is depends on the person’s clock', () => {
  const shift = span('2026-03-03T21:00:00Z', '2026-03-04T06:00:00Z');
  expect(minutesOf([shift], zone, kinds).night).toBe(540);
  expect(minutesOf([shift], 'America/New_York', kinds).night).toBe(180);
  const noon = {
    ...kinds,
    nightFrom: Temporal.PlainTime.from('01:00'),
    nightUntil: Temporal.PlainTime.from('05:00'),
  };
  expect(minutesOf([shift], zone, noon).night).toBe(240);
});

/** The slow way: each quarter of an hour by itself. */
function oracle(start: Temporal.Instant, quarters: number, timeZone: string) {
  const sum = { total: 0, night: 0, weekend: 0, holiday: 0 };
  for (let i = 0; i < quarters; i += 1) {
    const at = start.add({ minutes: 15 * i }).toZonedDateTimeISO(timeZone);
    sum.total += 15;
    if (at.hour >= 22 || at.hour < 7) sum.night += 15;
    if (at.dayOfWeek > 5) sum.weekend += 15;
    if (at.toPlainDate().toString() === '2026-12-25') sum.holiday += 15;
  }
  return sum;
}

test('any shift in any zone is counted as if quarter by quarter', () => {
  const zones = fc.constantFrom(zone, 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kolkata', 'UTC');
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 36_000 }),
      fc.integer({ min: 1, max: 400 }),
      zones,
      (from, long, where) => {
        const start = Temporal.Instant.from('2026-01-01T00:00:00Z').add({ minutes: 15 * from });
        const whole = { start, end: start.add({ minutes: 15 * long }) };
        expect(minutesOf([whole], where, kinds)).toEqual(oracle(start, long, where));
      },
    ),
  );
});

test.each(['=cmd()', '+1', '-1', '@x', '\t=1', ' =1'])('no cell is a formula: %j', (fullName) => {
  const item = {
    person: 'ana',
    schedule: 'p',
    timeZone: 'UTC',
    total: 90,
    night: 30,
    weekend: 0,
    holiday: 0,
  };
  const csv = hoursCsv([{ ...item, fullName }], { from: '2026-03-01', until: '2026-03-31' });
  expect(csv.split('\r\n')[1]).toBe(`ana,'${fullName},p,UTC,2026-03-01,2026-03-31,1.50,0.50,0.00,0.00`);
});

test('commas and quotes stay in their cell', () => {
  const item = { person: 'ana', schedule: 'p', timeZone: 'UTC', total: 0, night: 0, weekend: 0, holiday: 0 };
  expect(hoursCsv([{ ...item, fullName: 'Ana "A", B' }], { from: 'a', until: 'b' })).toContain(
    'ana,"Ana ""A"", B",p',
  );
});
