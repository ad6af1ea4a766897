import { expect, test } from 'vitest';
import { storedScripts } from '../../../test/harness/hostile.ts';
import {
  duesAfter,
  invitationLetter,
  isFacilitator,
  isPresent,
  type Session,
  saysElse,
  shownAfter,
} from './model.ts';

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
  facilitator: null,
  coFacilitator: null,
  noteTaker: null,
  draftDueAt: null,
  decideFrom: null,
  soakDueAt: null,
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
  agenda: [
    { text: 'INC-1 Checkout fails', url: 'https://muster.example:8443/incidents/INC-1/retrospective' },
  ],
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
  // The draft is read before people meet, so its address is in the letter and in the calendar.
  expect(letter.sections).toEqual([{ title: 'To read before', lines: around.agenda }]);
  expect(linesOf(letter).find((one) => one.startsWith('DESCRIPTION'))).toContain(
    '/incidents/INC-1/retrospective',
  );
  expect(linesOf(letter)).toEqual(
    expect.arrayContaining([
      'METHOD:REQUEST',
      `UID:session-${session.id}@muster.example`,
      'SEQUENCE:0',
      'DTSTART:20260310T140000Z',
      'DTEND:20260310T144500Z',
      'DTSTAMP:20260302T100000Z',
      'STATUS:CONFIRMED',
      String.raw`LOCATION:Room 4\; upstairs\, left`,
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

const at = (text: string) => Temporal.Instant.from(text);
const now = at('2026-03-02T10:00:00Z');

test('drafts are asked for a day before people meet, anew when the meeting moves, and not once it is over', () => {
  const planned = { ...session, ...duesAfter(null, session, now) };
  expect(planned.draftDueAt).toEqual(at('2026-03-09T14:00:00Z'));
  const soon = { ...session, startsAt: at('2026-03-02T15:00:00Z') };
  expect(duesAfter(null, soon, now).draftDueAt).toEqual(now);
  const asked = { ...planned, draftDueAt: null };
  expect(duesAfter(asked, { ...asked, title: 'Another' }, now).draftDueAt).toBeNull();
  const moved = { ...asked, startsAt: at('2026-03-12T14:00:00Z') };
  expect(duesAfter(asked, moved, now).draftDueAt).toEqual(at('2026-03-11T14:00:00Z'));
  expect(duesAfter(planned, { ...planned, state: 'cancelled' }, now).draftDueAt).toBeNull();
});

test('ideas rest two days of work after the session, or until the moment that was chosen', () => {
  // A Thursday: Friday and Monday pass.
  const before = { ...session, startsAt: at('2026-03-05T14:00:00Z') };
  const met = at('2026-03-05T15:00:00Z');
  const held = { ...before, state: 'held' as const };
  const rested = duesAfter(before, held, met);
  expect(rested).toMatchObject({
    decideFrom: at('2026-03-09T14:45:00Z'),
    soakDueAt: at('2026-03-09T14:45:00Z'),
  });
  const told = { ...held, ...rested, soakDueAt: null };
  expect(duesAfter(told, { ...told, notes: 'More' }, met).soakDueAt).toBeNull();
  const chosen = { ...told, decideFrom: at('2026-03-06T09:00:00Z') };
  expect(duesAfter(told, chosen, met).soakDueAt).toEqual(chosen.decideFrom);
  expect(duesAfter(told, { ...told, decideFrom: met }, met)).toMatchObject({
    decideFrom: met,
    soakDueAt: null,
  });
});

test('whoever is named leads it, or else who invited; votes are of those present', () => {
  const person = (name: string) => ({
    kind: 'person' as const,
    name,
    access: 'responder' as const,
    by: 'session' as const,
  });
  const led = { ...session, facilitator: 'rex', coFacilitator: 'sam' };
  expect(['ada', 'rex', 'sam'].map((name) => isFacilitator(led, person(name)))).toEqual([false, true, true]);
  expect(isFacilitator(session, person('ada'))).toBe(true);
  expect(isFacilitator(led, { ...person('rex'), kind: 'token' })).toBe(false);
  const guests = [
    { person: 'lea', attended: true },
    { person: 'tom', attended: false },
  ];
  const present = (one: Session) =>
    ['lea', 'tom', 'rex', 'zoe'].filter((name) => isPresent(one, guests, name));
  expect(present(led)).toEqual(['lea', 'tom', 'rex']);
  expect(present({ ...led, state: 'held' })).toEqual(['lea']);
});
