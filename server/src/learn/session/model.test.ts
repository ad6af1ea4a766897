import { expect, test } from 'vitest';
import { storedScripts } from '../../../test/harness/hostile.ts';
import { invitationLetter, type Session, saysElse, shownAfter } from './model.ts';

const session: Session = {
  id: '01939a3a-0000-7000-9000-000000000001',
  title: 'What March taught',
  startsAt: Temporal.Instant.from('2026-03-10T14:00:00Z'),
  minutes: 45,
  place: 'Room 4; upstairs, left',
  state: 'planned',
  sequence: 0,
  notes: '',
  organiser: 'ada',
  version: 1,
  createdAt: Temporal.Instant.from('2026-03-02T10:00:00Z'),
};
const invited = {
  person: 'rex',
  fullName: 'Rex "the" Responder',
  email: 'rex@example.org',
  timeZone: 'Europe/Madrid',
};
const around = {
  url: 'https://muster.example:8443',
  organiser: { fullName: 'Ada', email: 'ada@example.org' },
  now: Temporal.Instant.from('2026-03-02T10:00:00Z'),
  agenda: ['INC-1 Checkout fails'],
};
const invitation = (change: Partial<Session> = {}, isOver = false) =>
  invitationLetter({ ...session, ...change }, { invited, isOver, around });
/** Its lines, unfolded. */
const linesOf = (letter: ReturnType<typeof invitation>) =>
  (letter.calendar?.text ?? '').replace(/\r?\n[ \t]/g, '').split(/\r?\n/);

test('an invitation says when and where by the clock of whoever is invited, and calendars take it in', () => {
  const letter = invitation();
  expect(letter.subject).toBe('Invitation: What March taught');
  expect(letter.facts).toEqual([
    { label: 'When', value: '2026-03-10 15:00 (Europe/Madrid), 45 min' },
    { label: 'Where', value: 'Room 4; upstairs, left' },
  ]);
  expect(letter.sections).toEqual([{ title: 'Agenda', lines: [{ text: 'INC-1 Checkout fails' }] }]);
  expect(linesOf(letter)).toEqual(
    expect.arrayContaining([
      'METHOD:REQUEST',
      `UID:session-${session.id}@muster.example`,
      ...['SEQUENCE:0', 'DTSTART:20260310T140000Z', 'DTEND:20260310T144500Z', 'DTSTAMP:20260302T100000Z'],
      ...['STATUS:CONFIRMED', String.raw`LOCATION:Room 4\; upstairs\, left`],
    ]),
  );
});

test('a change and the end keep the id, and their number tells which is newer', () => {
  const uidOf = (letter: ReturnType<typeof invitation>) =>
    linesOf(letter).find((one) => one.startsWith('UID:'));
  const changed = invitation({ sequence: 1, startsAt: session.startsAt.add({ hours: 1 }) });
  const over = invitation({ sequence: 2, state: 'cancelled' }, true);
  expect(uidOf(changed)).toBe(uidOf(invitation()));
  expect(uidOf(over)).toBe(uidOf(invitation()));
  expect(changed.subject).toBe('Changed: What March taught');
  expect(linesOf(changed)).toEqual(expect.arrayContaining(['SEQUENCE:1', 'DTSTART:20260310T150000Z']));
  expect(linesOf(over)).toEqual(expect.arrayContaining(['METHOD:CANCEL', 'SEQUENCE:2', 'STATUS:CANCELLED']));
});

test('nobody reads in an invitation who else is invited', () => {
  expect(linesOf(invitation()).filter((one) => one.startsWith('ATTENDEE'))).toHaveLength(1);
});

test.each(storedScripts)('what people wrote adds no line to the calendar: %j', (hostile) => {
  const injected = `${hostile}\r\nATTENDEE:MAILTO:evil@example.org\nBEGIN:VALARM`;
  const lines = linesOf(invitation({ title: injected, place: injected }));
  expect(lines.filter((one) => /^(ATTENDEE|BEGIN)/.test(one))).toHaveLength(3);
});

test('only what an invitation says makes it another', () => {
  expect(saysElse(session, { ...session, notes: 'We met.' })).toBe(false);
  for (const change of [{ title: 'a' }, { place: 'b' }, { minutes: 30 }, { state: 'cancelled' as const }])
    expect(saysElse(session, { ...session, ...change })).toBe(true);
});

test('the sums show from three answers on, and never move by one', () => {
  const nothing = { answers: 0, differently: 0, again: 0 };
  const sums = (answers: number) => ({ answers, differently: answers - 1, again: 1 });
  expect(shownAfter(sums(2), nothing)).toEqual(nothing);
  expect(shownAfter(sums(3), nothing)).toEqual(sums(3));
  for (const answers of [4, 5]) expect(shownAfter(sums(answers), sums(3))).toEqual(sums(3));
  expect(shownAfter(sums(6), sums(3))).toEqual(sums(6));
});
