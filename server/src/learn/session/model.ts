/**
 * A session and its invitation. An invitation keeps its id for ever, and its number grows with each change of what it
 * says, so that calendars replace the old one (RFC 5546). Sums of the poll show from three answers on, and move by three
 * at least, so that nobody can tell what the last one answered (P21).
 */
import { facilitatorsOf } from '@muster/contract/learn/session-parts';
import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator';
import type { Letter } from '../../catalog/index.ts';
import type { Actor } from '../../platform/actor.ts';
import { isBefore, laterOf } from '../../platform/instants.ts';
import { afterWorkDays } from '../retrospective/deadlines.ts';

export interface Session {
  id: string;
  title: string;
  startsAt: Temporal.Instant;
  minutes: number;
  place: string;
  state: 'planned' | 'held' | 'cancelled';
  sequence: number;
  notes: string;
  organiser: string;
  facilitator: string | null;
  coFacilitator: string | null;
  noteTaker: string | null;
  /** When authors of drafts on the agenda are reminded; null once that is done, or nothing is to be done. */
  draftDueAt: Temporal.Instant | null;
  /** From when ideas are decided on, and when the small group is told so. */
  decideFrom: Temporal.Instant | null;
  soakDueAt: Temporal.Instant | null;
  version: number;
  createdAt: Temporal.Instant;
}

/** Days of work that ideas rest before a small group decides on them (P20). */
const restDays = 2;
/** So long before people meet, a draft is there to be read (practice.md 5.2). */
const readAhead = Temporal.Duration.from({ hours: 24 });

/**
 * What is due after a change. A meeting at another time asks for its drafts anew; a session that took place gives its
 * ideas two days of work, or until the moment that was chosen. What is due already is told at once, and a chosen moment
 * that has come needs no telling.
 */
export function duesAfter(
  before: Session | null,
  after: Session,
  now: Temporal.Instant,
): Pick<Session, 'draftDueAt' | 'decideFrom' | 'soakDueAt'> {
  const isMoved = before === null || !before.startsAt.equals(after.startsAt);
  const draftDueAt = isMoved ? laterOf(after.startsAt.subtract(readAhead), now) : after.draftDueAt;
  if (after.state !== 'held')
    return { draftDueAt: after.state === 'planned' ? draftDueAt : null, decideFrom: null, soakDueAt: null };
  const isChosen = after.decideFrom !== null && !(before?.decideFrom?.equals(after.decideFrom) ?? false);
  if (isChosen) {
    const isAhead = after.decideFrom !== null && isBefore(now, after.decideFrom);
    return { draftDueAt: null, decideFrom: after.decideFrom, soakDueAt: isAhead ? after.decideFrom : null };
  }
  if (before?.state === 'held')
    return { draftDueAt: null, decideFrom: after.decideFrom, soakDueAt: after.soakDueAt };
  const rested = afterWorkDays(after.startsAt.add({ minutes: after.minutes }), restDays);
  return { draftDueAt: null, decideFrom: rested, soakDueAt: laterOf(rested, now) };
}

export interface Poll {
  answers: number;
  differently: number;
  again: number;
}

export const fewestAnswers = 3;

/** What is shown after one more answer. */
export function shownAfter(sums: Poll, shown: Poll): Poll {
  return sums.answers - shown.answers >= fewestAnswers ? sums : shown;
}

/** Whether an invitation says something else than before. */
export function saysElse(before: Session, after: Session): boolean {
  return (
    before.title !== after.title ||
    before.place !== after.place ||
    before.minutes !== after.minutes ||
    !before.startsAt.equals(after.startsAt) ||
    before.state !== after.state
  );
}

/** Whoever leads it: whom it names, or else who invited. */
export function isFacilitator(one: Session, actor: Actor): boolean {
  return actor.kind === 'person' && facilitatorsOf(one).includes(actor.name);
}

/** Before it is over those who are invited or lead it, afterwards those who were there. */
export function isPresent(
  one: Session,
  guests: readonly { person: string; attended: boolean }[],
  person: string,
): boolean {
  const guest = guests.find((known) => known.person === person);
  if (one.state === 'held') return guest?.attended ?? false;
  return guest !== undefined || [...facilitatorsOf(one), one.noteTaker].includes(person);
}

interface Invited {
  person: string;
  fullName: string;
  email: string;
  timeZone: string;
}

interface Around {
  /** How people reach Muster. */
  url: string;
  organiser: Pick<Invited, 'fullName' | 'email'>;
  now: Temporal.Instant;
  /** Titles of the reports, and where each is read. */
  agenda: readonly { text: string; url: string }[];
}

export function invitationLetter(
  session: Session,
  { invited, isOver, around }: { invited: Invited; isOver: boolean; around: Around },
): Letter {
  const link = `${around.url}/learn/sessions/${session.id}`;
  const local = session.startsAt.toZonedDateTimeISO(invited.timeZone);
  const when = `${local.toPlainDate()} ${local.toPlainTime().toString({ smallestUnit: 'minute' })} (${invited.timeZone}), ${session.minutes} min`;
  return {
    subject: `${isOver ? 'Cancelled' : session.sequence === 0 ? 'Invitation' : 'Changed'}: ${session.title}`,
    paragraphs: [
      isOver
        ? 'This session does not take place, or goes on without you.'
        : 'A session about what was learnt lately. Everybody who comes has a say in what is done about it.',
    ],
    facts: [
      { label: 'When', value: when },
      ...(session.place === '' ? [] : [{ label: 'Where', value: session.place }]),
    ],
    ...(isOver || around.agenda.length === 0
      ? {}
      : { sections: [{ title: 'To read before', lines: [...around.agenda] }] }),
    link: { url: link, label: 'Open the session' },
    calendar: {
      method: isOver ? 'CANCEL' : 'REQUEST',
      text: calendarText(session, { invited, isOver, around }),
    },
  };
}

function calendarText(
  session: Session,
  { invited, isOver, around }: { invited: Invited; isOver: boolean; around: Around },
): string {
  const link = `${around.url}/learn/sessions/${session.id}`;
  const start = session.startsAt;
  const calendar = ical({
    prodId: { company: 'Muster', product: 'Muster', language: 'EN' },
    method: isOver ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.REQUEST,
  });
  const event = calendar.createEvent({
    id: `session-${session.id}@${new URL(around.url).hostname}`,
    sequence: session.sequence,
    stamp: new Date(around.now.epochMilliseconds),
    start: new Date(start.epochMilliseconds),
    end: new Date(start.add({ minutes: session.minutes }).epochMilliseconds),
    summary: plain(session.title),
    description: [...around.agenda.map(({ text, url }) => `${plain(text)} ${url}`), link].join('\n'),
    status: isOver ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    organizer: { name: plain(around.organiser.fullName), email: around.organiser.email },
    ...(session.place === '' ? {} : { location: plain(session.place) }),
  });
  // Nobody reads here who else is invited.
  event.createAttendee({ name: plain(invited.fullName), email: invited.email, rsvp: true });
  return calendar.toString();
}

/** One line without what steers a terminal or the direction of writing; quotes would end a name. */
function plain(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\p{Cc}\u200E\u200F\u202A-\u202E\u2066-\u2069\s]+/gu, ' ')
    .replaceAll('"', '’')
    .trim();
}
