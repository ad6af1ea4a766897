/** What people are told of a session: invitations that follow it, and two reminders, each once. */

import { facilitatorsOf } from '@muster/contract/learn/session-parts';
import type { AgendaReport } from '@muster/contract/learn/sessions';
import { type FoundPerson, findPerson, type Letter, sendLetter } from '../../catalog/index.ts';
import type { Act } from '../../platform/act.ts';
import type { Query } from '../../platform/db.ts';
import { isBefore } from '../../platform/instants.ts';
import { authorsOf } from '../author/store.ts';
import { waitingIdeas } from '../idea/store.ts';
import { pathOf } from '../retrospective/model.ts';
import { invitationLetter, type Session } from '../session/model.ts';
import { guestsOf, itemReports, lockDue, nextDue, saveSession } from '../session/store.ts';
import { draftLetter, soakLetter, type Titled } from './letters.ts';

export const sessionSweep = 'learn.remindOfSessions';

/** Puts on record what was done in it, and tells screens that show it. */
export function tellSession(act: Act, { id }: Pick<Session, 'id'>, detail: Record<string, unknown>): void {
  act.record(`session:${id}`, detail);
  act.hint('sessions');
}

/** Whoever is invited hears what is new of it; whoever is not any more, that it is over for them. */
export async function tellGuests(
  act: Act,
  before: Session,
  after: Session,
  left: readonly string[],
): Promise<void> {
  if (before.state !== 'planned') return;
  await invite(act, after, { people: left, isOver: true });
  if (after.sequence === before.sequence || after.state === 'held') return;
  const people = (await guestsOf(act.tx, after.id)).map((one) => one.person);
  await invite(act, after, { people, isOver: after.state === 'cancelled' });
}

export async function invite(
  act: Act,
  session: Session,
  { people, isOver }: { people: readonly string[]; isOver: boolean },
): Promise<void> {
  const { url } = act.platform.settings;
  const organiser = (await findPerson(act.tx, session.organiser)) ?? {
    fullName: session.organiser,
    email: '',
  };
  const agenda = (await itemReports(act.tx, session.id)).map((report) => titled(report, url));
  for (const person of people)
    await write(
      act,
      person,
      `session:${session.id}:${session.sequence}`,
      ({ name, fullName, email, timeZone }) =>
        invitationLetter(session, {
          invited: { person: name, fullName, email, timeZone },
          isOver,
          around: { url, organiser, now: act.now, agenda },
        }),
    );
}

/** Answers how many sessions were looked at. */
export async function remindOfSessions(act: Act): Promise<number> {
  const due = await lockDue(act.tx, act.now);
  for (const one of due) {
    if (isDue(one.draftDueAt, act.now)) await askForDrafts(act, one);
    if (isDue(one.soakDueAt, act.now)) await askToDecide(act, one);
    await saveSession(act.tx, {
      ...one,
      draftDueAt: isDue(one.draftDueAt, act.now) ? null : one.draftDueAt,
      soakDueAt: isDue(one.soakDueAt, act.now) ? null : one.soakDueAt,
    });
  }
  return due.length;
}

export function nextReminderOfSessions(db: Query): Promise<Temporal.Instant | null> {
  return nextDue(db);
}

function isDue(at: Temporal.Instant | null, now: Temporal.Instant): boolean {
  return at !== null && !isBefore(now, at);
}

async function askForDrafts(act: Act, session: Session): Promise<void> {
  const { url } = act.platform.settings;
  const drafts = new Map<string, Titled[]>();
  for (const report of await itemReports(act.tx, session.id)) {
    if (report.state !== 'draft') continue;
    const authors = [
      ...(await authorsOf(act.tx, report.id)),
      ...(report.owner === null ? [] : [report.owner]),
    ];
    for (const person of new Set(authors))
      drafts.set(person, [...(drafts.get(person) ?? []), titled(report, url)]);
  }
  const key = `session:${session.id}:drafts:${session.startsAt}`;
  for (const [person, own] of drafts)
    await write(act, person, key, ({ timeZone }) => draftLetter(session, own, { url, timeZone }));
}

/** Whoever leads it and the small group hear it, while there is something to decide. */
async function askToDecide(act: Act, session: Session): Promise<void> {
  const { url } = act.platform.settings;
  const ideas = await waitingIdeas(act.tx, session.id);
  if (ideas.length === 0) return;
  const group = (await guestsOf(act.tx, session.id)).filter((one) => one.decides);
  const people = new Set([...facilitatorsOf(session), ...group.map((one) => one.person)]);
  const key = `session:${session.id}:decide:${session.decideFrom}`;
  for (const person of people)
    await write(act, person, key, ({ timeZone }) => soakLetter(session, ideas, { url, timeZone }));
}

function titled(report: Pick<AgendaReport, 'id' | 'ref' | 'title' | 'state'>, url: string): Titled {
  const path = report.state === 'published' ? `/learn/reports/${report.id}` : pathOf(report);
  return { text: [report.ref, report.title].filter(Boolean).join(' '), url: `${url}${path}` };
}

async function write(
  act: Act,
  person: string,
  key: string,
  letterFor: (to: FoundPerson) => Letter,
): Promise<void> {
  const found = await findPerson(act.tx, person);
  if (!found || found.deactivatedAt !== null) return;
  sendLetter(act, {
    person,
    to: found.email,
    letter: letterFor(found),
    about: { key: `${key}:${person}` },
  });
}
