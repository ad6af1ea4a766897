import fc from 'fast-check';
import { expect, test } from 'vitest';
import { digestLetter, isEmpty, latestDue, nextDue, personOfLink, weekOf } from './model.ts';

const at = (text: string) => Temporal.Instant.from(text);
const zones = ['UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Pacific/Chatham'];

test.each([
  ['2026-03-02T07:59:59Z', 'Europe/Berlin', '2026-03-02T08:00:00Z'],
  ['2026-03-02T08:00:00Z', 'Europe/Berlin', '2026-03-09T08:00:00Z'],
  // The clocks went forward on 29 March: nine o'clock stays nine o'clock.
  ['2026-03-23T08:00:00Z', 'Europe/Berlin', '2026-03-30T07:00:00Z'],
  ['2026-03-02T13:59:00Z', 'America/New_York', '2026-03-02T14:00:00Z'],
])('after %s in %s the letter of Monday, nine, is due at %s', (now, zone, due) => {
  expect(nextDue({ weekday: 1, hour: 9 }, zone, at(now)).toString()).toBe(due);
});

test('the latest is never ahead, the next never behind, and nothing of its kind lies between', () => {
  const first = at('2026-01-01T00:00:00Z').epochMilliseconds;
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 7 }),
      fc.integer({ min: 0, max: 23 }),
      fc.constantFrom(...zones),
      fc.integer({ min: 0, max: 366 * 24 * 60 }),
      (weekday, hour, zone, minutes) => {
        const now = Temporal.Instant.fromEpochMilliseconds(first + minutes * 60_000);
        const [latest, next] = [
          latestDue({ weekday, hour }, zone, now),
          nextDue({ weekday, hour }, zone, now),
        ];
        expect(Temporal.Instant.compare(latest, now)).toBeLessThanOrEqual(0);
        expect(Temporal.Instant.compare(next, now)).toBe(1);
        expect(next.toZonedDateTimeISO(zone).dayOfWeek).toBe(weekday);
        expect(Math.abs(latest.until(next).total('hours') - 168)).toBeLessThanOrEqual(1);
      },
    ),
  );
});

test('each week is told once: the next letter begins where the last one ended', () => {
  const due = at('2026-03-09T08:00:00Z');
  expect(weekOf(due, null)).toEqual({ from: at('2026-03-02T08:00:00Z'), until: due });
  expect(weekOf(due, due)).toBeUndefined();
  // The reader moved east: the hour is earlier, and what lies between was told.
  expect(weekOf(due.subtract({ hours: 3 }), due)).toBeUndefined();
  expect(weekOf(due, at('2026-03-02T05:00:00Z'))).toEqual({ from: at('2026-03-02T05:00:00Z'), until: due });
  // After a long standstill four weeks are enough.
  expect(weekOf(due, at('2025-01-01T00:00:00Z'))?.from).toEqual(at('2026-02-09T08:00:00Z'));
});

const nothing = {
  from: '2026-03-02T08:00:00.000Z',
  until: '2026-03-09T08:00:00.000Z',
  incidents: [],
  reports: [],
  followUps: [],
  load: null,
};

test('the letter tells what there is, with where each leads, and nothing of what there is not', () => {
  expect(isEmpty(nothing)).toBe(true);
  expect(isEmpty({ ...nothing, load: { hours: 40, pages: 0, disturbedNights: 0 } })).toBe(true);
  const letter = digestLetter(
    {
      ...nothing,
      incidents: [
        { ref: 'INC-1', title: 'Carts are empty', severity: 'critical', services: ['cart'], isOver: true },
      ],
      followUps: [{ ref: 'FU-2', title: 'Mend it', owner: null, dueOn: '2026-03-04', isOverdue: true }],
      load: { hours: 40.4, pages: 1, disturbedNights: 2 },
    },
    { url: 'https://muster.example', stop: 'https://muster.example/digest/stop/rex.code' },
  );
  expect(letter).toEqual({
    subject: 'The week: 1 incident, 0 reports',
    paragraphs: ['You were on call for 40 h: 1 page, 2 disturbed nights.'],
    sections: [
      {
        title: 'Incidents',
        lines: [
          {
            text: 'INC-1 Carts are empty (critical, cart, over)',
            url: 'https://muster.example/incidents/INC-1',
          },
        ],
      },
      {
        title: 'Follow-ups that are late or due',
        lines: [
          {
            text: 'FU-2 Mend it (nobody, late since 2026-03-04)',
            url: 'https://muster.example/learn/follow-ups?q=FU-2',
          },
        ],
      },
    ],
    stop: 'https://muster.example/digest/stop/rex.code',
  });
});

test('a link that this server did not make stands for nobody, also of a person whose name has dots', () => {
  const secrets = { verify: (_: string, text: string, code: string) => text === 'r.ex' && code === 'good' };
  expect(personOfLink(secrets, 'r.ex.good')).toBe('r.ex');
  for (const link of ['r.ex.bad', 'r.ex', '.good', '', 'rex.good'])
    expect(personOfLink(secrets, link)).toBeNull();
});
