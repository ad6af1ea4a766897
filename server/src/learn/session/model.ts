/**
 * A session and its invitation. An invitation keeps its id for ever, and its number grows with each change of what it
 * says, so that calendars replace the old one (RFC 5546). Sums of the poll show from three answers on, and move by three
 * at least, so that nobody can tell what the last one answered (P21).
 */
import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator';
import type { Letter } from '../../catalog/index.ts';

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
  version: number;
  createdAt: Temporal.Instant;
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
  /** Titles of the reports. */
  agenda: readonly string[];
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
      : { sections: [{ title: 'Agenda', lines: around.agenda.map((text) => ({ text })) }] }),
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
    description: [...around.agenda, link].map(plain).join('\n'),
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
